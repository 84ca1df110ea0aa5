import LianxiCore
import LianxiLedger
import Synchronization

/// The daemon's disk, which outlives every run of the daemon, and its faults.
final class Disk: Sendable {
    private struct State {
        var image = DiskImage()
        var isFull = false
        /// Milliseconds every access takes besides.
        var slowness = 0
        /// Appends until one is forgotten, though the disk says that it has it: the canary.
        var canary: Int?
        /// Faults may happen.
        var isFaulty = false
    }

    private let state = Mutex(State())
    let faults: Faults
    let lot: Lot
    let timeline: Timeline
    let trace: Trace
    /// Told of every batch the disk has taken, before anyone can read it.
    let inspector: Inspector

    init(
        _ faults: Faults,
        _ lot: Lot,
        _ timeline: Timeline,
        _ trace: Trace,
        _ inspector: Inspector,
        isCanary: Bool
    ) {
        state.withLock { $0.canary = isCanary ? 20 : nil }
        self.faults = faults
        self.lot = lot
        self.timeline = timeline
        self.trace = trace
        self.inspector = inspector
    }

    var image: DiskImage { state.withLock { $0.image } }
    var size: UInt64 { state.withLock { $0.image.size } }
    var isFull: Bool { state.withLock { $0.isFull } }

    /// This append is the one that the canary loses.
    var forgets: Bool {
        state.withLock { state in
            guard let canary = state.canary else { return false }
            state.canary = canary > 1 ? canary - 1 : nil
            return canary == 1
        }
    }

    func setFull(_ isFull: Bool) { state.withLock { $0.isFull = isFull } }
    func setSlowness(_ milliseconds: Int) { state.withLock { $0.slowness = milliseconds } }

    /// Faults may happen from now on.
    func begin() { state.withLock { $0.isFaulty = true } }

    /// No faults from now on.
    func heal() {
        state.withLock { state in
            state.isFaulty = false
            state.isFull = false
            state.slowness = 0
        }
    }

    /// Puts an older image in the place of this one, but for the signer's lock, which is never part
    /// of a backup.
    func restore(_ backup: DiskImage) {
        state.withLock { state in
            let lock = state.image.lock
            state.image = backup
            state.image.lock = lock
        }
    }

    /// Puts the newest image back.
    func putBack(_ image: DiskImage) { state.withLock { $0.image = image } }

    func read<Value>(_ body: (DiskImage) -> Value) -> Value { state.withLock { body($0.image) } }

    func change<Value>(
        _ body: (inout DiskImage) throws(StorageError) -> Value
    ) throws(StorageError) -> Value {
        try state.withLock { state throws(StorageError) in try body(&state.image) }
    }

    /// Whether a fault of so many in a thousand happens now.
    func strikes(_ perMille: Int) -> Bool {
        perMille > 0 && state.withLock { $0.isFaulty } && lot.happens(perMille)
    }

    /// Takes as long as the disk takes now.
    func turn() async {
        let delay =
            state.withLock { $0.slowness }
            + (faults.diskDelay > 0 ? lot.pick(0...faults.diskDelay) : 0)
        if delay > 0 { await timeline.stay(delay) }
    }
}
