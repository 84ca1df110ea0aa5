import LianxiClient
import LianxiCore
import Synchronization

/// A department's own system, to which its agent hands every item; it outlives every run of the agent.
///
/// It is slow, and now and then it fails: before it has the item, or with the item in its hands.
final class DepartmentSystem: HookRunner {
    private let party: PartyID
    private let inbox: InboxDisk
    private let world: World
    private let lot: Lot
    private let taken = Mutex<Set<UInt64>>([])

    init(of party: PartyID, _ inbox: InboxDisk, in world: World) {
        self.party = party
        self.inbox = inbox
        self.world = world
        lot = world.lot("system of \(party)")
    }

    func run(number: UInt64, input: [UInt8]) async throws(HookFailure) {
        if number > inbox.image.items.count {
            world.inspector.found(
                .sends,
                "\(party)'s system was handed \(number), which is not kept"
            )
        }
        try mayFail()
        await world.timeline.stay(lot.pick(1...200))
        taken.withLock { _ = $0.insert(number) }
        try mayFail()
    }

    /// The first of so many items that it never had; `nil` when it had all.
    func lacks(of count: Int) -> UInt64? {
        taken.withLock { taken in
            (0..<UInt64(count)).map { $0 + 1 }.first { !taken.contains($0) }
        }
    }

    private func mayFail() throws(HookFailure) {
        guard world.disk.strikes(world.faults.hookFailed, by: lot) else { return }
        world.count.happened(.hookFailed)
        throw HookFailure("the printer is out of paper")
    }
}
