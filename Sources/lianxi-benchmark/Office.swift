import LianxiClient
import LianxiCore
import LianxiWire
import Synchronization

/// The office: registers matters ahead of time and dispatches them, one department each cycle.
///
/// A matter goes to every department once: the first leads it, the others assist. Cycles are laid
/// out so that a matter's next order is further away than any window is wide.
final class Office: Sendable {
    /// The thread of its connection.
    let executor: any TaskExecutor
    private let desk: DeskClient
    private let hand: OfficeHand?
    private let departments: [PartyID]
    /// Matters whose orders go out in turn; no window is wider.
    static let block = 512
    /// The daemon takes 100.
    private static let ordersPerRequest = 64
    private let state = Mutex((matters: [MatterID](), next: 0))

    init(of conference: Conference, departments: [PartyID]) {
        desk = conference.desk
        hand = conference.hand
        executor = conference.executor
        self.departments = departments
    }

    /// The place of the first cycle that no window has used.
    var next: Int {
        get { state.withLock { $0.next } }
        set { state.withLock { $0.next = newValue } }
    }

    /// Registers what so many further cycles need.
    func prepare(cycles: Int, window: Int) async throws {
        let (registered, next) = state.withLock { ($0.matters.count, $0.next) }
        let blockCycles = Self.block * departments.count
        let blocks = (next + cycles + window + blockCycles - 1) / blockCycles
        let missing = max(0, blocks * Self.block - registered)
        var matters: [MatterID] = []
        while matters.count < missing {
            let count = min(64, missing - matters.count)
            let drafts = (0..<count).map { draft(registered + matters.count + $0) }
            let reply = try await desk.ask(
                RegisterRequest(officer: Conference.coordinator, matters: drafts),
                by: hand
            )
            for case .refused(let refusal) in reply.results {
                throw Trouble("a matter was refused: \(refusal)")
            }
            matters += drafts.map(\.matter)
        }
        state.withLock { $0.matters += matters }
    }

    private func draft(_ number: Int) -> MatterDraft {
        MatterDraft(
            matter: MatterID(high: .random(in: .min ... .max), low: .random(in: .min ... .max)),
            matterClass: .claim6,
            purpose: .claim,
            subject: "labour",
            place: "示范区城东街道",
            isUrgent: false,
            piece: PieceDraft(
                number: "信访〔2026〕\(number)号",
                channel: .online,
                receivedAt: Surroundings.real.now(),
                persons: 1,
                dossier: []
            )
        )
    }

    /// Dispatches the cycles of these numbers, in as many requests as it takes.
    func dispatch(_ numbers: Range<Int>, from base: Int) async throws {
        guard numbers.count > Self.ordersPerRequest else {
            return try await ask(numbers, from: base)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for first in stride(
                from: numbers.lowerBound,
                to: numbers.upperBound,
                by: Self.ordersPerRequest
            ) {
                let end = min(first + Self.ordersPerRequest, numbers.upperBound)
                group.addTask { try await self.ask(first..<end, from: base) }
            }
            try await group.waitForAll()
        }
    }

    /// Dispatches with one request; each assignment bears its cycle's number.
    private func ask(_ numbers: Range<Int>, from base: Int) async throws {
        let orders = numbers.map { order($0, at: base + $0) }
        let reply = try await desk.ask(
            DispatchRequest(officer: Conference.coordinator, orders: orders),
            by: hand
        )
        for case .refused(let refusal) in reply.results {
            throw Trouble("an order was refused: \(refusal)")
        }
    }

    private func order(_ number: Int, at place: Int) -> DispatchOrder {
        let (matter, round) = state.withLock { state in
            let blockCycles = Self.block * departments.count
            let inBlock = place % blockCycles
            let matter = place / blockCycles * Self.block + inBlock % Self.block
            return (state.matters[matter], (matter, inBlock / Self.block))
        }
        let recipient = Recipient(
            assignment: AssignmentID(high: .random(in: .min ... .max), low: UInt64(number)),
            department: departments[(round.0 + round.1) % departments.count],
            role: round.1 == 0 ? .lead : .assisting
        )
        return DispatchOrder(
            matter: matter,
            kind: .forwarded,
            period: nil,
            recipients: [recipient]
        )
    }
}
