import LianxiClient
import LianxiCore
import LianxiWire
import Synchronization

/// A party that reads at the end what the desk shows it, and has it compared with what the entries give.
final class Reading: Sendable {
    /// Matters it is shown one by one.
    private static let matters = 8

    let party: PartyID
    private let state = Mutex(false)

    init(of party: PartyID) { self.party = party }

    var isDone: Bool { state.withLock { $0 } }

    func person(in world: World) -> Participant {
        Participant("reader of \(party)", of: party, in: world) { [self] desk, person in
            if !isDone { try await read(desk.client, person) }
            while true { try await desk.surroundings.sleep(60_000) }
        }
    }

    private func read(_ client: DeskClient, _ person: Participant) async throws {
        let inspector = person.world.inspector
        let size = inspector.size
        let shown = ShownToParty(party, inspector)
        var faults = try await lists(shown, client, person.lot)
        let ids = inspector.docket.matters.map(\.facts.matter)
        for _ in 0..<Self.matters {
            guard let matter = person.lot.pick(from: ids) else { break }
            faults += shown.faults(
                of: try await answer(of: client, ShowRequest(matter: matter)),
                about: matter
            )
            faults += shown.faults(
                of: try await answer(of: client, LooksRequest(into: .matter(matter))),
                into: matter
            )
        }
        // What was recorded meanwhile makes the comparison one of two moments: once more.
        guard inspector.size == size else { throw CancellationError() }
        for fault in faults { inspector.found(.answers, "\(party): \(fault)") }
        state.withLock { $0 = true }
    }

    /// All assignments page by page, and those of some filters.
    private func lists(
        _ shown: ShownToParty,
        _ client: DeskClient,
        _ lot: Lot
    ) async throws -> [String] {
        let all = try await client.allAssignments(limit: lot.pick(1...7))
        var faults = shown.faults(ofList: all)
        var filters = [true, false].map { AssignmentFilter(isOverdue: $0) }
        filters += [AssignmentFilter(state: lot.pick(from: AssignmentState.allCases))]
        if party == .office {
            filters.append(AssignmentFilter(department: lot.pick(from: Cast.departments)))
        }
        for filter in filters {
            let rows = try await client.allAssignments(filter, limit: lot.pick(1...7))
            let told = all.filter { row in
                (filter.isOverdue.map { $0 == row.isOverdue } ?? true)
                    && (filter.state.map { $0 == row.row.state } ?? true)
                    && (filter.department.map { $0 == row.row.assignment.department } ?? true)
            }
            if rows != told { faults.append("lists \(rows.count) of \(told.count), \(filter)") }
        }
        // What became overdue meanwhile stood otherwise in the first list.
        guard try await client.allAssignments() == all else { throw CancellationError() }
        return faults
    }

    /// `nil` when it is refused.
    private func answer<Request: DeskRequest>(
        of client: DeskClient,
        _ request: Request
    ) async throws -> Request.Answer? {
        do {
            return try await client.ask(request)
        } catch DeskError.refused {
            return nil
        }
    }
}
