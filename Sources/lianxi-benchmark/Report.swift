import Foundation

/// Cycles of one window, by one of the rivals.
struct Cycles: Sendable {
    let window: Int
    let perSecond: Double
    /// Microseconds from dispatch to confirmation.
    let p50: Double
    let p99: Double
    /// CPU seconds of the daemon for 10,000 cycles.
    let cpuSeconds: Double
    /// CPU seconds of this process, all its departments or consumers, for 10,000 cycles.
    let clientSeconds: Double
    /// The most memory the daemon ever had, bytes; grows from window to window.
    let peakBytes: Int
    /// Bytes each cycle left on the disk, and bytes written to it for that.
    let keptBytes: Int
    let writtenBytes: Int
    /// Bytes of the dispatched body.
    let itemBytes: Int
    /// Syncs of the departments' or consumers' own journals for 1,000 cycles; `nil` without any.
    let ownSyncs: Double?

    init(
        window: Int,
        result: CycleBoard.Result,
        seconds: Double,
        used: (before: Usage, after: Usage),
        clients: (before: Usage, after: Usage),
        keptBytes: Int,
        itemBytes: Int,
        ownSyncs: Int?
    ) {
        let count = max(1, result.latencies.count)
        self.window = window
        perSecond = Double(result.latencies.count) / seconds
        p50 = result.latencies.percentile(0.5)
        p99 = result.latencies.percentile(0.99)
        cpuSeconds = (used.after.seconds - used.before.seconds) * 10_000 / Double(count)
        clientSeconds =
            (clients.after.seconds - clients.before.seconds) * 10_000 / Double(count)
        peakBytes = used.after.peakBytes
        self.keptBytes = keptBytes / count
        writtenBytes = (used.after.writtenBytes - used.before.writtenBytes) / count
        self.itemBytes = itemBytes
        self.ownSyncs = ownSyncs.map { Double($0) * 1000 / Double(count) }
    }
}

/// The machine the figures are of.
struct Machine: Sendable {
    let processor: String
    let cores: Int
    let kernel: String
    let fileSystem: String

    init(folder: URL) {
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = info.split(separator: "\n").first { $0.hasPrefix("model name") }
        processor =
            model?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown"
        cores = ProcessInfo.processInfo.activeProcessorCount
        kernel =
            (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8))?
            .trimmingCharacters(in: .newlines) ?? "unknown"
        fileSystem = Scratch.fileSystem(of: folder)
    }
}

/// All figures of one run.
struct Report: Sendable {
    let machine: Machine
    let seconds: Int
    var limits = MachineLimits()
    var lianxi: [Cycles] = []
    /// Empty where there is no redis-server or it was not wanted.
    var redis: [Cycles] = []

    /// What we reach of Redis at the same window, with consumers that keep what arrived first, as
    /// ours do, or that do not.
    func ratio(_ cycles: Cycles, keeps: Bool) -> Double? {
        redis.first { $0.window == cycles.window && ($0.ownSyncs != nil) == keeps }
            .map { cycles.perSecond / $0.perSecond }
    }

    /// What we reach of bare encrypted round trips at the same window; a cycle has two and a half.
    func roundTripRatio(_ cycles: Cycles) -> Double? {
        limits.roundTrips.first { $0.window == cycles.window }
            .map { cycles.perSecond / $0.perSecond }
    }

    /// Cycles for each sync the machine can do, one after the other.
    func syncRatio(_ cycles: Cycles) -> Double { cycles.perSecond / limits.syncsPerSecond }
}
