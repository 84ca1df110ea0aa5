import LianxiCore
import LianxiLedger
import LianxiSQLite
import LianxiSettings

/// Opens an installation's stores as a start would, and says what a start would refuse.
struct StoreExamination {
    /// A newest backup older than so many days is reported.
    private static let backupDays: Int64 = 7
    /// How many entries are read at once.
    private static let page = 512

    let installation: Installation
    let now: Timestamp
    let language: Language

    private var origin: String { installation.settings.origin }

    func findings() async -> [DoctorFinding] { await keys() + ledger() }

    private func keys() async -> [DoctorFinding] {
        do {
            let store = try await DossierKeyDatabase.open(installation.dossierKeys, origin: origin)
            let newest = try await store.copies(limit: 1).first
            try store.close()
            guard let newest else {
                return [DoctorFinding(.backupMissing, installation.dossierKeys)]
            }
            let limit = now.adding(milliseconds: -Self.backupDays * 86_400_000)
            return newest.at < limit
                ? [DoctorFinding(.backupOld, "\(newest.at.wallText) \(newest.place)")] : []
        } catch {
            return [DoctorFinding(.keysRefused, error.sentence(in: language))]
        }
    }

    private func ledger() async -> [DoctorFinding] {
        let store: LedgerDatabase
        do {
            store = try await LedgerDatabase.open(installation.ledger, origin: origin)
        } catch {
            let said = error.sentence(in: language)
            switch error.description {
            // It runs: what a start would refuse, it did not find.
            case let text where text.contains("another lianxid"): return []
            case let text where text.contains("is a backup"):
                return [DoctorFinding(.isBackup, said)]
            default: return [DoctorFinding(.ledgerRefused, said)]
            }
        }
        // While the ledger is ours nobody starts, so that ports which are taken are taken by others.
        var findings = PortExamination(settings: installation.settings, language: language).findings
        do {
            findings += try await entries(in: store) + signed(by: store)
            try store.close()
        } catch {
            findings.append(DoctorFinding(.ledgerRefused, "\(error)"))
        }
        return findings
    }

    /// Every entry is read, as a start does; the newest must not lie ahead of the clock by more than it allows.
    private func entries(in store: LedgerDatabase) async throws -> [DoctorFinding] {
        let size = try await store.head().size
        var (next, newest) = (UInt64(0), Timestamp?.none)
        while next < size {
            let page = try await store.entries(from: next, limit: Self.page)
            guard !page.isEmpty else { break }
            for entry in page {
                do throws(EntryError) {
                    newest = try EntryCodec.decode(entry.bytes).at
                } catch {
                    return [refused(entry.index, error)]
                }
            }
            next += UInt64(page.count)
        }
        guard let newest, now < newest.adding(milliseconds: -300_000) else { return [] }
        return [DoctorFinding(.clockBehind, "\(now.wallText) < \(newest.wallText)")]
    }

    private func refused(_ index: UInt64, _ error: EntryError) -> DoctorFinding {
        let said = "\(index): \(error.sentence(in: language))"
        if case .unknown = error { return DoctorFinding(.newerLedger, said) }
        return DoctorFinding(.ledgerRefused, said)
    }

    /// The ledger must continue what was signed.
    private func signed(by store: LedgerDatabase) async throws -> [DoctorFinding] {
        guard let key = try? installation.keys.logKey(origin: origin) else { return [] }
        do {
            let lock = try await SignerLockDatabase.open(installation.lock, origin: origin)
            let head = try await store.head()
            try await CheckpointSigner(key: key, lock: lock)
                .check(size: head.size, root: head.root, from: HashSource(store))
            try lock.close()
            return []
        } catch let refusal as SignerRefusal {
            let code: DoctorCode =
                switch refusal {
                case .restoredBackup: .restoredBackup
                case .historyChanged: .historyChanged
                case .lockExists, .lockMissing, .lockForeign: .lockRefused
                }
            return [DoctorFinding(code, refusal.sentence(in: language))]
        } catch let error as StorageError {
            return [DoctorFinding(.lockRefused, error.sentence(in: language))]
        }
    }
}
