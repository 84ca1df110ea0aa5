import Foundation
import Glibc
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiSettings

/// Looks at an installation's files from outside: modes, room, logs, and the daemon's descriptors.
struct FileExamination {
    /// A store's log above so many bytes is reported; it is cut at 64 MiB when nobody reads.
    private static let largeLog = 256 << 20

    let installation: Installation
    let language: Language

    var findings: [DoctorFinding] {
        keys + folders + enrolment + shadow + room + logs + descriptors
    }

    private var keys: [DoctorFinding] {
        let more = installation.settings.commercial == .off ? [] : ["sm2.key"]
        return (["curve.key", "log.key", "confirmation.key"] + more).compactMap { name in
            do {
                _ = try installation.keys.text(name)
            } catch {
                return DoctorFinding(.keyMissing, language.sentence(of: error))
            }
            let file = installation.keys.folder.appending(path: name).path
            guard let mode = mode(of: file), mode & 0o077 != 0 else { return nil }
            return DoctorFinding(.keyOpen, "\(file) (\(String(mode, radix: 8)))")
        }
    }

    private var folders: [DoctorFinding] {
        let data = installation.settings.data
        return ["ledger", "dossier", "signer"].map { "\(data)/\($0)" }.compactMap { folder in
            guard let mode = mode(of: folder), mode & 0o007 != 0 else { return nil }
            return DoctorFinding(.folderOpen, "\(folder) (\(String(mode, radix: 8)))")
        }
    }

    private var enrolment: [DoctorFinding] {
        installation.settings.enrolment == .open
            ? [DoctorFinding(.enrolmentOpen, "enrolment: open")] : []
    }

    /// A state that the daemon would not take up; where there is none yet, it will make one.
    private var shadow: [DoctorFinding] {
        guard let signer = try? installation.commercialKey(),
            installation.shadow(beside: signer) != nil,
            let bytes = try? Files.beginning(of: installation.shadowState, most: 1 << 16),
            ShadowState(bytes, key: signer.key.shadow, by: signer.cipher) == nil
        else { return [] }
        return [DoctorFinding(.shadowState, installation.shadowState)]
    }

    private var room: [DoctorFinding] {
        let data = installation.settings.data
        guard let free = Volume(path: data).freeMebibytes else { return [] }
        let reserve = installation.settings.reserveMebibytes
        let place = "\(data): \(free) MiB, reserve \(reserve) MiB"
        if free < reserve { return [DoctorFinding(.diskReserve, place)] }
        return free < 4 * reserve ? [DoctorFinding(.diskLow, place)] : []
    }

    private var logs: [DoctorFinding] {
        [installation.ledger, installation.dossierKeys, installation.lock].compactMap { store in
            var found = stat()
            guard stat("\(store)-wal", &found) == 0, found.st_size > Self.largeLog else {
                return nil
            }
            return DoctorFinding(.logLarge, "\(store)-wal: \(found.st_size >> 20) MiB")
        }
    }

    /// Of the daemon that has the ledger, where this process may look at it.
    private var descriptors: [DoctorFinding] {
        let lock = URL(filePath: installation.ledger).deletingLastPathComponent()
            .appending(path: "lock")
        guard let text = try? String(contentsOf: lock, encoding: .utf8),
            let process = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd"),
            let limits = try? String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8),
            let line = limits.split(separator: "\n").first(where: { $0.hasPrefix("Max open files") }
            ),
            let most = line.split(separator: " ").compactMap({ Int($0) }).first,
            open.count * 5 >= most * 4
        else { return [] }
        return [DoctorFinding(.descriptors, "process \(process): \(open.count)/\(most)")]
    }

    private func mode(of path: String) -> Int? {
        var found = stat()
        return stat(path, &found) == 0 ? Int(found.st_mode & 0o777) : nil
    }
}
