import ArgumentParser
import Glibc
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiFiles
import LianxiLedger

/// An export that was verified, ready to be asked.
struct Examined {
    let directory: ExportDirectory
    let report: VerificationReport
    /// The checkpoint's note, as the proofs carry it.
    let note: [UInt8]
    /// As the last entry that could be replayed left it.
    let docket: Docket
    private let verifier: LedgerVerifier

    init(
        _ path: String,
        key: VerifierKey,
        _ language: Language,
        _ observer: (ReplayedEntry) -> Void
    ) throws {
        directory = ExportDirectory(path: path)
        do {
            let progress = ProgressLine(language)
            var verifier = LedgerVerifier(directory, key: key, workers: ManyWorkers())
            report = try verifier.verify(observer: observer, progress: progress.show)
            progress.clear()
            note = try directory.read("checkpoint") ?? []
            docket = verifier.docket ?? Docket()
            self.verifier = verifier
        } catch let error as FileTrouble {
            throw AuditExit.cannotOpen(error)
        } catch VerifierError.noCheckpoint {
            throw AuditExit.cannotOpen(FileTrouble("\(path)/checkpoint", code: ENOENT))
        }
    }

    /// The entry's bytes and its proof; `nil` when either cannot be had.
    func exhibit(_ index: UInt64) -> AuditDocument.Exhibit? {
        guard let bytes = try? directory.entry(index, size: report.size),
            let proof = verifier.proof(of: index, under: note)
        else { return nil }
        return AuditDocument.Exhibit(index: index, entry: bytes, proof: proof.bytes)
    }

    /// The exhibits of these entries, each once, in the order of the ledger.
    func exhibits(_ indexes: some Sequence<UInt64>) -> [AuditDocument.Exhibit] {
        Set(indexes).sorted().compactMap(exhibit)
    }

    /// What an answer from this export begins with, so that nobody takes it for more than it is.
    func standing(_ language: Language) -> [String] {
        var lines = [
            language.pick("账本：", "Ledger: ") + report.origin,
            language.pick("检查点：", "Checkpoint: ")
                + language.pick("\(report.size) 条，根 ", "\(report.size) entries, root ")
                + (report.root?.base64 ?? "—"),
            language.pick("导出的最后记录：", "Newest entry: ") + (docket.lastAt?.wallText ?? "—"),
        ]
        if report.isFine {
            lines.append(
                language.pick("账本已核验，完整无缺。", "The ledger was verified and is whole.")
            )
        } else {
            lines.append(
                language.pick(
                    "注意：账本核验发现 \(report.count) 处问题，以下只及于可重演的 \(docket.size) 条；请先运行 verify。",
                    "Beware: the ledger is found wanting in \(report.count) places; what follows covers only the "
                        + "\(docket.size) entries that could be replayed. Run verify first."
                )
            )
        }
        return lines
    }

    /// The same for scripts.
    var standing: [(name: String, value: JSONValue)] {
        [
            ("origin", .string(report.origin)), ("size", number(report.size)),
            ("root", .string(report.root?.base64 ?? "")), ("verified", .bool(report.isFine)),
            ("replayed", number(docket.size)),
        ]
    }
}
