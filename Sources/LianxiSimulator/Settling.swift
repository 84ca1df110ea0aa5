import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire

/// The end of a run: faults have stopped, and everything must come to rest and agree.
struct Settling: Sendable {
    /// How long it may take, in seconds of machine time.
    private static let patience = 240
    /// How far behind the newest entry a daemon takes its clock to be right, in milliseconds.
    private static let bridged: Int64 = 300_000

    private let simulation: Simulation
    private let world: World

    init(_ simulation: Simulation) {
        self.simulation = simulation
        world = simulation.world
    }

    func settle() async {
        world.inspector.close()
        for person in simulation.people { person.rest() }
        catchUpWithTheClock()
        // The last of all kills falls where a quorum is not on the disk yet.
        if world.faults != .none, world.faults.serverKills > 0 { world.disk.loseQuorums(3) }
        var left = Self.patience
        while left > 0, unsettled != nil {
            left -= 1
            await world.timeline.pause(1000)
            guard world.inspector.findings.isEmpty else { return }
        }
        if let unsettled { return world.inspector.found(.settling, unsettled) }
        world.inspector.walk()
        await read()
        simulation.daemon.rest()
        left = 30
        while left > 0, !simulation.daemon.isAtRest {
            left -= 1
            await world.timeline.pause(1000)
        }
        if !simulation.daemon.isAtRest {
            world.inspector.found(.settling, "the daemon does not stop")
        }
        await audit()
    }

    /// Everybody reads what the desk shows him.
    private func read() async {
        let readers = ([.office] + Cast.departments).map(Reading.init)
        for reader in readers {
            let person = reader.person(in: world)
            person.link.heal()
            person.start()
        }
        var left = 60
        while left > 0, !readers.allSatisfy(\.isDone) {
            left -= 1
            await world.timeline.pause(1000)
        }
        for reader in readers where !reader.isDone {
            world.inspector.found(.settling, "\(reader.party) cannot read what is there")
        }
    }

    /// A clock that was far ahead left entries of moments to come: until then the daemon rightly refuses.
    private func catchUpWithTheClock() {
        guard let newest = world.inspector.docket.lastAt else { return }
        let ahead = newest.milliseconds - world.timeline.moment.milliseconds
        if ahead > Self.bridged { world.timeline.skip(ahead) }
    }

    /// What is not at rest yet; `nil` when all is.
    private var unsettled: String? {
        let docket = world.inspector.docket
        guard simulation.daemon.isReady else { return "the daemon is not up" }
        guard simulation.office.notebook.isEmpty else { return "the office waits for an answer" }
        for department in simulation.departments {
            if let what = unsettled(department, docket) { return "\(department.id): \(what)" }
        }
        for listener in simulation.listeners {
            let count = UInt64(listener.items.count)
            if count != docket.feedHead(of: listener.party) {
                return "\(listener.party) has \(count) of \(docket.feedHead(of: listener.party))"
            }
        }
        if let wake = docket.plan(at: world.timeline.moment).wake, wake <= world.timeline.moment {
            return "what was due at \(wake.wallText) is not done"
        }
        if world.disk.image.lock?.size != docket.size { return "the newest head is not signed" }
        if !world.keys.witnessKeys.isEmpty, world.disk.image.witnessed?.size != docket.size {
            return "the newest head is not witnessed"
        }
        return simulation.daemon.owed == 0 ? nil : "the daemon owes replies"
    }

    private func unsettled(_ department: Department, _ docket: Docket) -> String? {
        let image = department.inbox.image
        let head = docket.feedHead(of: department.id)
        if image.position.lastNumber != head { return "has \(image.items.count) of \(head)" }
        if !image.pendingReceipts.isEmpty { return "owes receipts" }
        if !image.unconfirmedActs.isEmpty { return "waits for the answer to acts" }
        if let number = department.system?.lacks(of: image.items.count) {
            return "its own system lacks item \(number)"
        }
        if let what = department.relay?.lacks(of: image) { return what }
        for kept in image.assignments.values.sorted(by: { $0.id < $1.id }) {
            if let what = unsettled(kept, of: department.id, docket) { return what }
        }
        guard !world.keys.witnessKeys.isEmpty else { return nil }
        if image.witnessed?.size != docket.size { return "lacks the newest witnessed head" }
        if !image.unproven(below: .max, limit: 1).isEmpty { return "waits for proofs" }
        return nil
    }

    /// What people at the unit read of an assignment is what the docket has.
    private func unsettled(
        _ kept: InboxAssignment,
        of party: PartyID,
        _ docket: Docket
    ) -> String? {
        guard let there = docket.summary(of: kept.id, at: world.timeline.moment),
            there.record.order == kept.order, there.record.assignment.department == party
        else { return nil }
        if there.record.assignment.role != kept.role { return "has \(kept.id) as \(kept.role)" }
        if there.record.state != kept.state {
            return "has \(kept.id) as \(kept.state), not \(there.record.state)"
        }
        let own = there.runningClocks.map(\.record.start).filter { $0.owner == party }
            .map(AssignmentDetails.Clock.init).sorted { $0.duty < $1.duty }
        guard let details = try? kept.readDetails() else { return "cannot read \(kept.id)" }
        if details.version != there.record.version { return "has another version of \(kept.id)" }
        return details.clocks.sorted { $0.duty < $1.duty } == own
            ? nil : "has other clocks of \(kept.id), \(kept.state)"
    }

    /// What must agree at the end.
    private func audit() async {
        let image = world.disk.image
        for department in simulation.departments {
            let kept = department.inbox.image.items.map(\.bytes)
            check(kept, of: department.id, in: image)
            await checkAssignments(of: department)
        }
        for listener in simulation.listeners {
            check(listener.items.map(\.entry), of: listener.party, in: image)
        }
        await TextAudit(world).run()
        LedgerAudit(world, confirmations).run()
    }

    /// An inbox has each order that its feed brought, the newest for each assignment.
    private func checkAssignments(of department: Department) async {
        let image = department.inbox.image
        var projection = InboxProjection()
        for item in image.items { _ = try? await projection.arrival(ofKept: item) }
        for (id, told) in projection.changed.sorted(by: { $0.key < $1.key }) {
            let kept = image.assignments[id]
            guard kept?.order != told.order || kept?.orderHash != told.orderHash else { continue }
            let text = "acts on \(id) answer \(kept?.order ?? 0), not \(told.order)"
            return world.inspector.found(.feeds, "\(department.id): \(text)")
        }
    }

    private func check(_ kept: [[UInt8]], of party: PartyID, in image: DiskImage) {
        let there = (image.feeds[party] ?? []).map { image.entries[$0].bytes }
        if kept != there { world.inspector.found(.feeds, "\(party) holds another feed") }
    }

    /// The confirmations all departments hold.
    private var confirmations: [(name: String, note: [UInt8])] {
        simulation.departments.flatMap { department in
            department.inbox.image.batches.compactMap { batch in
                guard let note = batch.answer?.confirmation, !note.isEmpty else { return nil }
                return (name: "\(department.id) \(batch.acts.request)", note: Array(note.utf8))
            }
        }
    }
}
