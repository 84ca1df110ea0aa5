import ArgumentParser
import Dispatch
import Foundation
import LianxiJSON
import LianxiSimulator
import Synchronization

/// Many seeds, a few at a time to processes of their own, so that one that dies takes no other along.
struct Crowd: Sendable {
    /// Seeds one process runs before it makes place for a fresh one; few where the time is short.
    private let share: UInt64

    let range: SeedRange
    /// What every process is started with, besides its seeds.
    let arguments: [String]
    let processes: Int
    let within: Int?

    init(_ command: Simulate, _ range: SeedRange) {
        self.range = range
        arguments =
            ["--steps", "\(command.steps)", "--config", command.config, "--output", "json"]
            + (command.canary ? ["--canary"] : []) + (command.secrets ? ["--secrets"] : [])
            + (command.crashes.map { ["--crashes", $0.rawValue, "--every", "\(command.every)"] }
                ?? [])
        processes = command.processes ?? ProcessInfo.processInfo.activeProcessorCount
        within = command.within
        share = command.crashes != nil ? 1 : within == nil ? 10 : 2
    }

    /// Runs them all, or those there is time for.
    func run() -> Tally {
        let began = ContinuousClock.now
        let state = Mutex((next: Optional(range.seeds.lowerBound), tally: Tally()))
        DispatchQueue.concurrentPerform(iterations: processes) { _ in
            while let share = state.withLock({ take(from: &$0.next, began) }) {
                let tally = run(share)
                state.withLock { $0.tally.add(tally) }
            }
        }
        var tally = state.withLock { $0.tally }
        tally.seconds = (ContinuousClock.now - began) / .seconds(1)
        return tally
    }

    private func take(
        from next: inout UInt64?,
        _ began: ContinuousClock.Instant
    ) -> ClosedRange<UInt64>? {
        guard let first = next else { return nil }
        if let within, ContinuousClock.now - began >= .seconds(within) { return nil }
        let last = min(range.seeds.upperBound, first + share - 1)
        next = last < range.seeds.upperBound ? last + 1 : nil
        return first...last
    }

    /// Runs a share, and goes on behind a seed whose process died.
    private func run(_ share: ClosedRange<UInt64>) -> Tally {
        var tally = Tally()
        var next = share.lowerBound
        while next <= share.upperBound {
            let (lines, end) = output(of: next...share.upperBound)
            for line in lines { tally.add(line) }
            next += UInt64(lines.count)
            guard next <= share.upperBound else { break }
            tally.fell(next, end)
            next += 1
        }
        return tally
    }

    /// Ends this process within a second of the one that started it, however that came to its end.
    static func endWithParent() {
        let parent = getppid()
        Thread.detachNewThread {
            while getppid() == parent { sleep(1) }
            _exit(SimulateExit.wanting.rawValue)
        }
    }

    private func output(of seeds: ClosedRange<UInt64>) -> (lines: [Substring], end: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            ["--seeds", "\(seeds.lowerBound)..\(seeds.upperBound)", "--alone"] + arguments
        // A seed run by itself says where it died; here that would only take time.
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["SWIFT_BACKTRACE": "enable=no"]
        ) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        do { try process.run() } catch { return ([], "could not be started: \(error)") }
        let bytes = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        let isSignal = process.terminationReason == .uncaughtSignal
        let end = (isSignal ? "signal " : "exit ") + "\(process.terminationStatus)"
        return (text.split(separator: "\n"), end)
    }
}
