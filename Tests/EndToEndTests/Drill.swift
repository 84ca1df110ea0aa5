import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire
import LianxiZeroMQ
import Synchronization
import Testing

/// A conference under load while something goes wrong with its daemon, and what must hold in the end.
///
/// An office hands matters to three departments as fast as it is answered; each signs at once.
struct Drill {
    /// Brings the trouble; the daemon must run when it returns.
    ///
    /// Given how many dispatches were answered so far.
    typealias Trouble = (Conference, _ answered: @escaping @Sendable () -> Int) async throws -> Void

    /// Runs it, and checks that every confirmed act is there once, that nothing has a gap, and that the
    /// independent verifier finds nothing.
    ///
    /// - Parameters:
    ///   - preparing: Done before the installation is made.
    ///   - trouble: What goes wrong.
    ///   - afterwards: Looks at the whole ledger in the end.
    /// - Returns: How many dispatches were answered.
    /// - Throws: What keeps the drill from its end.
    @discardableResult
    static func run(
        preparing: (Conference) throws -> Void = { _ in },
        trouble: Trouble,
        afterwards: ([Entry]) throws -> Void = { _ in }
    ) async throws -> Int {
        let conference = try Conference()
        try preparing(conference)
        try conference.initialise()
        try await offPool { try conference.start() }
        let office = try await DrillOffice(conference)
        var enrolled: [DrillDepartment] = []
        for name in ["labour", "housing", "land"] {
            let id = try #require(PartyID(name))
            enrolled.append(try await DrillDepartment(id, in: conference, office: office))
        }
        let departments = enrolled
        let dispatched = Answered()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for department in departments {
                group.addTask { try await ignoringCancellation(department.run) }
            }
            let load = Task { try await hand(matters: office, to: departments, noting: dispatched) }
            try await trouble(conference) { dispatched.all.count }
            load.cancel()
            try await ignoringCancellation { try await load.value }
            try await settled(departments, dispatched.all.count)
            group.cancelAll()
            try await group.waitForAll()
        }
        let entries = try await office.ledger().map { try EntryCodec.decode($0) }
        checkDispatches(dispatched.all, in: entries)
        checkFeeds(in: entries)
        for department in departments { try await check(department, against: entries) }
        try afterwards(entries)
        _ = try await offPool { try conference.verifiedExport()["findings"] != nil }
        for department in departments { await department.close() }
        await office.transport.close()
        #expect(conference.stopDaemon() == 0)
        return dispatched.all.count
    }

    /// Waits until so many more dispatches were answered; at most three minutes.
    static func answers(
        _ count: Int,
        more answered: @escaping @Sendable () -> Int,
        while isGoingOn: () -> Bool = { true }
    ) async throws {
        let enough = answered() + count
        let end = ContinuousClock.now + .seconds(180)
        while answered() < enough, ContinuousClock.now < end, isGoingOn() {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(answered() >= enough || !isGoingOn(), "the load goes on")
    }

    /// A full disk refuses; the office then tries the next matter.
    private static func hand(
        matters office: DrillOffice,
        to departments: [DrillDepartment],
        noting dispatched: Answered
    ) async throws {
        var number = 0
        while !Task.isCancelled {
            let target = departments[number % departments.count].id
            number += 1
            do {
                let done = try await office.dispatch(number, to: target)
                dispatched.note(done.assignment, done.entry)
            } catch Refusal.storageFull {
                continue
            } catch let answer as DeskRefusal where answer.refusal == .storageFull {
                continue
            }
        }
    }

    /// Waits until every department has every answer it waits for.
    private static func settled(
        _ departments: [DrillDepartment],
        _ dispatched: Int
    ) async throws {
        let end = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < end {
            var confirmed = 0
            for department in departments {
                confirmed += try await department.confirmedActs().count
            }
            if confirmed >= dispatched { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("not every dispatch was signed for in two minutes")
    }

    // MARK: What must hold

    private static func checkDispatches(
        _ dispatched: [AssignmentID: UInt64],
        in entries: [Entry]
    ) {
        var places: [AssignmentID: [UInt64]] = [:]
        for (index, entry) in entries.enumerated() {
            guard case .dispatched(let it) = entry.event else { continue }
            places[it.assignment.id, default: []].append(UInt64(index))
        }
        for (assignment, index) in dispatched {
            #expect(places[assignment] == [index], "a dispatch that was answered stands there once")
        }
    }

    private static func checkFeeds(in entries: [Entry]) {
        var heads: [PartyID: UInt64] = [:]
        for entry in entries {
            guard let delivery = entry.delivery else { continue }
            let expected = heads[delivery.recipient, default: 0] + 1
            #expect(delivery.number == expected, "no gap and no number twice")
            heads[delivery.recipient] = delivery.number
        }
    }

    private static func check(
        _ department: DrillDepartment,
        against entries: [Entry]
    ) async throws {
        let mine = entries.indices.filter {
            entries[$0].delivery?.recipient == department.id
        }
        let items = try await department.items()
        #expect(items.map(\.index) == mine.map(UInt64.init), "the inbox holds its whole feed")
        var texts: [String: [UInt64]] = [:]
        for (index, entry) in entries.enumerated() {
            if case .signed(let acted) = entry.event {
                texts[acted.act.text, default: []].append(UInt64(index))
            }
        }
        let confirmed = try await department.confirmedActs()
        #expect(!confirmed.isEmpty)
        for (text, index) in confirmed {
            #expect(texts[text] == [index], "a confirmed act stands there once")
        }
    }
}

/// The dispatches that were answered, and with which entry.
private final class Answered: Sendable {
    private let entries = Mutex<[AssignmentID: UInt64]>([:])

    var all: [AssignmentID: UInt64] { entries.withLock { $0 } }

    func note(_ assignment: AssignmentID, _ entry: UInt64) {
        entries.withLock { $0[assignment] = entry }
    }
}

/// Runs blocking work away from the tasks' own threads.
func offPool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
{
    try await withCheckedThrowingContinuation { continuation in
        // A thread of its own: the queues' are few, and tests that wait hold them.
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}

/// Cancelling is how a drill ends its tasks; other errors count.
private func ignoringCancellation(_ work: () async throws -> Void) async throws {
    do { try await work() } catch  where Task.isCancelled || error is CancellationError {}
}
