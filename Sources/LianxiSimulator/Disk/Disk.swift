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
        /// Sizes at which the daemon is still to be killed between a quorum and its keeping; `nil` for none.
        var lostQuorums: (left: Int, last: UInt64)?
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
    let count: FaultCount

    init(
        _ faults: Faults,
        _ lot: Lot,
        _ timeline: Timeline,
        _ trace: Trace,
        _ inspector: Inspector,
        _ count: FaultCount,
        isCanary: Bool
    ) {
        state.withLock { $0.canary = isCanary ? 20 : nil }
        self.faults = faults
        self.lot = lot
        self.timeline = timeline
        self.trace = trace
        self.inspector = inspector
        self.count = count
    }

    var image: DiskImage { state.withLock { $0.image } }
    var size: UInt64 { state.withLock { $0.image.size } }
    var isFull: Bool { state.withLock { $0.isFull } }

    /// Refuses the write while there is no room.
    func requireRoom(for what: String) throws(StorageError) {
        guard isFull else { return }
        count.happened(.full)
        throw StorageError(.full, "\(what): no space left on the device")
    }

    /// Refuses the write, now and then, and does not do it.
    func mayFail(_ what: String) throws(StorageError) {
        guard strikes(faults.writeFailed) else { return }
        count.happened(.writeFailed)
        throw StorageError(.failed, "\(what): input/output error")
    }

    /// Says of a write, now and then, that it failed, though it is done.
    func maySayItFailed(_ what: String) throws(StorageError) {
        guard strikes(faults.writeFailedButDone) else { return }
        count.happened(.writeFailedButDone)
        throw StorageError(.failed, "\(what): input/output error, though it is done")
    }

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

    /// The daemon is killed so often, at most once at each newest head, between its quorum and its keeping.
    func loseQuorums(_ times: Int) { state.withLock { $0.lostQuorums = (times, 0) } }

    func losesQuorum(at size: UInt64) -> Bool {
        state.withLock { state in
            guard let it = state.lostQuorums, it.left > 0, size == state.image.size, size > it.last
            else { return false }
            state.lostQuorums = (it.left - 1, size)
            return true
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

    /// Whether a fault of so many in a thousand happens now; by another lot than the disk's where one is given.
    func strikes(_ perMille: Int, by other: Lot? = nil) -> Bool {
        perMille > 0 && state.withLock { $0.isFaulty } && (other ?? lot).happens(perMille)
    }

    /// Takes as long as the disk takes now.
    func turn() async {
        let slowness = state.withLock { $0.slowness }
        if slowness > 0 { count.happened(.slow) }
        let delay =
            slowness
            + (faults.diskDelay > 0 ? lot.pick(0...faults.diskDelay) : 0)
        if delay > 0 { await timeline.stay(delay) }
    }
}
