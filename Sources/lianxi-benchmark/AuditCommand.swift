import ArgumentParser
import Foundation
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiLedger

/// How fast an export is verified, and how long a proof of a very long log takes.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Hashing an export, and proofs from the tiles of a long log; files in a scratch folder."
    )

    @Option(
        help: "Entries of 300 bytes that are hashed, 256 to 20000000; 340 MB of disk a million."
    )
    var entries = 1_000_000

    @Option(
        help: "Entries of the log that proofs are taken from, 256 to 100000000; 33 MB a million."
    )
    var log = 10_000_000

    @Option(help: "Proofs taken, 1 to 1000000.")
    var proofs = 2000

    /// Its `--output` and `--directory` are ours too.
    @ParentCommand var benchmark: Benchmark

    func validate() throws {
        guard (256...20_000_000).contains(entries) else {
            throw ValidationError("--entries: 256 to 20000000")
        }
        guard (256...100_000_000).contains(log) else {
            throw ValidationError("--log: 256 to 100000000")
        }
        guard (1...1_000_000).contains(proofs) else {
            throw ValidationError("--proofs: 1 to 1000000")
        }
    }

    func run() throws {
        let scratch = try Scratch(in: benchmark.directory)
        defer { scratch.remove() }
        Progress.show("an export of \(entries) entries")
        let export = GeneratedExport(folder: scratch.place("export"))
        try export.write(entries: entries)
        let passes = try [1, cores].map { count in
            Progress.show("hashing with \(count) workers")
            return try pass(export, workers: count)
        }
        Progress.show("the tiles of \(log) entries")
        let long = GeneratedExport(folder: scratch.place("log"))
        try long.writeTiles(entries: log)
        Progress.show("\(proofs) proofs")
        let latencies = try take(proofs, from: long)
        Progress.end()
        print(benchmark.output == .json ? json(passes, latencies) : text(passes, latencies))
    }

    private var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// One hashing pass over the export.
    private struct Pass {
        let workers: Int
        let seconds: Double
        /// Of the work of all cores, in hashing alone.
        let share: Double
    }

    private func pass(_ export: GeneratedExport, workers: Int) throws -> Pass {
        let (wall, work) = (nanoseconds(), WorkClock.ofProcess())
        let crew: any Workers = workers == 1 ? OneWorker() : ManyWorkers()
        var verifier = LedgerVerifier(
            export,
            key: try GeneratedExport.key().verifier,
            workers: crew,
            nanoseconds: WorkClock.ofThread
        )
        let report = try verifier.verify(depth: .hashes)
        guard report.isFine, report.entries == UInt64(entries) else {
            throw Trouble("the export is found wanting: \(report.findings)")
        }
        let spent = WorkClock.ofProcess() - work
        return Pass(
            workers: workers,
            seconds: Double(nanoseconds() - wall) / 1e9,
            share: Double(report.hashing) / Double(max(1, spent))
        )
    }

    /// Microseconds each proof took, in order of length.
    private func take(_ count: Int, from export: GeneratedExport) throws -> [Double] {
        let prover = try ExportProver(export, key: try GeneratedExport.key().verifier)
        var place: UInt64 = 1
        var all: [Double] = []
        for _ in 0..<count {
            place = place &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let index = (place >> 20) % UInt64(log)
            let start = nanoseconds()
            let path = try prover.path(of: index)
            all.append(Double(nanoseconds() - start) / 1000)
            guard
                MerkleProof.isIncluded(
                    GeneratedExport.leaf(index),
                    at: index,
                    size: UInt64(log),
                    proof: path,
                    root: prover.checkpoint.root
                )
            else { throw Trouble("the proof of entry \(index) does not hold") }
        }
        return all.sorted()
    }

    private func rate(_ pass: Pass) -> Int { Int(Double(entries) / pass.seconds) }

    private func text(_ passes: [Pass], _ latencies: [Double]) -> String {
        var lines = ["hashing an export of \(entries) entries of 300 bytes"]
        lines += passes.map { pass in
            "  \(pass.workers) core\(pass.workers == 1 ? " " : "s")\t\(rate(pass)) entries/s, "
                + "\(rate(pass) / pass.workers) a core; hashing is "
                + String(format: "%.0f%%", pass.share * 100) + " of the work"
        }
        lines += [
            "a proof from the tiles of \(log) entries",
            String(
                format: "  p50 %.2f ms  p99 %.2f ms  longest %.2f ms",
                latencies[latencies.count / 2] / 1000,
                latencies[latencies.count * 99 / 100] / 1000,
                latencies[latencies.count - 1] / 1000
            ),
        ]
        return lines.joined(separator: "\n")
    }

    private func json(_ passes: [Pass], _ latencies: [Double]) -> String {
        let value = JSONValue([
            ("entries", JSONValue(entries)), ("log", JSONValue(log)),
            (
                "passes",
                .array(
                    passes.map { pass in
                        JSONValue([
                            ("workers", JSONValue(pass.workers)),
                            ("per-second", JSONValue(rate(pass))),
                            ("hashing-permille", JSONValue(Int(pass.share * 1000))),
                        ])
                    }
                )
            ),
            ("proof-p50-us", JSONValue(Int(latencies[latencies.count / 2]))),
            ("proof-p99-us", JSONValue(Int(latencies[latencies.count * 99 / 100]))),
        ])
        return String(decoding: value.canonicalBytes, as: UTF8.self)
    }
}
