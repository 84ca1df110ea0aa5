import LianxiCore
import Testing

@Suite("The road of an assignment")
struct RoadTests {
    @Test("A registered matter owes triage from the day its piece was received")
    func registered() {
        var it = Conference(on: "2026-09-28")
        let matter = it.registered(received: moment("2026-09-25"))
        #expect(
            it.clock(.triage, of: matter)?.start.dates.line == "2026-10-10 2026-10-10 2026-10-10"
        )
        #expect(it.clock(.triage, of: matter)?.start.owner == .office)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("The first dispatch settles triage, once, and starts delivery for each recipient")
    func dispatched() {
        var it = Conference()
        let matter = it.registered()
        let orders = it.dispatched(matter, to: Array(Conference.departments.prefix(2)))
        #expect(it.clock(.triage, of: matter)?.isRunning == false)
        for order in orders { #expect(it.clock(.delivery, of: order)?.isRunning == true) }
        let settles = it.history.compactMap { recorded -> [DutyID]? in
            guard case .dispatched(let event) = recorded.event else { return nil }
            return event.settles
        }
        #expect(settles == [[.triage], []])
    }

    @Test("Receipt starts the statutory clocks; notice is the lead's alone")
    func received() throws {
        var it = Conference()
        let orders = it.dispatched(
            it.registered(),
            to: Array(Conference.departments.prefix(2)),
            for: "30d"
        )
        for order in orders { try it.receives(order) }
        #expect(it[orders[0]].duties == [.delivery, .signature, .objection, .notice, .feedback])
        #expect(it[orders[1]].duties == [.delivery, .signature, .objection, .feedback])
        #expect(it.clock(.delivery, of: orders[0])?.isRunning == false)
    }

    @Test("A forwarded matter owes no feedback, and only class 31(6) owes a conclusion in 60 days")
    func forwarded() throws {
        var it = Conference()
        let wages = it.order(.claim5)
        let residue = it.order(.claim6, to: Conference.departments[1])
        for order in [wages, residue] {
            try it.receives(order)
            try it.acts(.accept, on: order)
        }
        #expect(it.clock(.feedback, of: wages) == nil)
        #expect(it.clock(.conclusion, of: wages) == nil)
        #expect(it.dates(.conclusion, of: residue) == "2026-10-09 2026-10-09 2026-10-09")
    }

    @Test("Received, signed and accepted are apart, and each has its own clock")
    func layers() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        #expect(it[order].state == .delivered)
        #expect(it[order].receipt != nil && it[order].signature == nil)
        #expect(it.clock(.signature, of: order)?.isRunning == true)

        try it.acts(.sign, on: order)
        #expect(it[order].state == .signed)
        #expect(it[order].signature?.officer == Conference.clerk)
        #expect(it[order].acceptance == nil)
        #expect(it.clock(.signature, of: order)?.isRunning == false)
        #expect(it.clock(.notice, of: order)?.isRunning == true)

        try it.acts(.accept, on: order)
        #expect(it[order].state == .accepted)
        #expect(it.clock(.notice, of: order)?.isRunning == false)
        #expect(it.clock(.conclusion, of: order)?.isRunning == true)
    }

    @Test("A signature on an order not received yet is recorded after the receipt it implies")
    func impliedReceipt() throws {
        var it = Conference()
        let order = it.order()
        let entries = try it.acts(.sign, on: order)
        #expect(entries.count == 2)
        guard case .received = it.history[Int(entries[0])].event,
            case .signed(let signed) = it.history[Int(entries[1])].event
        else {
            Issue.record("not received, then signed")
            return
        }
        #expect(signed.settles == [.signature])
        #expect(try it.receives(order) == [entries[0]])
    }

    @Test("Accepting answers the question of the objection window, which is void, not settled")
    func windowVoid() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.accept, on: order)
        guard case .void = it.clock(.objection, of: order)?.state,
            case .settled = it.clock(.notice, of: order)?.state
        else {
            Issue.record("window \(String(describing: it.clock(.objection, of: order)?.state))")
            return
        }
    }

    @Test("An assistant concludes once it has signed; a lead only what it accepted")
    func conclusion() throws {
        var it = Conference()
        let orders = it.dispatched(
            it.registered(),
            to: Array(Conference.departments.prefix(2)),
            for: "30d"
        )
        for order in orders { try it.acts(.sign, on: order) }
        try it.acts(.conclude, on: orders[1])
        #expect(it[orders[1]].state == .concluded)
        #expect(throws: Refusal.wrongState) { try it.acts(.conclude, on: orders[0]) }
        try it.acts(.accept, on: orders[0])
        try it.concludes(orders[0])
        #expect(it.docket.counts.runningClocks == 0)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("One recipient's signature never silences another's clocks")
    func apart() throws {
        var it = Conference()
        let orders = it.dispatched(it.registered(), to: Conference.departments)
        for order in orders { try it.receives(order) }
        try it.acts(.sign, on: orders[0])
        it.go(to: "2026-08-11")
        let reminded = it.advance().filter { $0.clock.duty == .signature }
        #expect(Set(reminded.map(\.recipient)) == Set(Conference.departments.dropFirst()))
        #expect(it.clock(.signature, of: orders[1])?.isRunning == true)
    }

    @Test("A revoked party's clocks keep running, and nothing more is dispatched to it")
    func revoked() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        try it.does(.revoke(Conference.departments[0]))
        it.go(to: "2026-08-11")
        // Nobody is there to be told: the office hears instead.
        #expect(it.advance().map(\.recipient) == [.office])
        #expect(throws: Refusal.partyRevoked) { try it.acts(.sign, on: order) }
    }
}

@Suite("Objections")
struct ObjectionTests {
    @Test("An objection stops no clock but its own window, and the office has two days to decide")
    func objected() throws {
        var it = Conference()
        let order = it.order(for: "30d")
        try it.receives(order)
        try it.acts(.object, on: order)
        #expect(it[order].state == .objected)
        #expect(it.clock(.notice, of: order)?.isRunning == true)
        #expect(it.clock(.feedback, of: order)?.isRunning == true)
        #expect(it.clock(.objection, of: order)?.isRunning == false)
        #expect(it.dates(.objectionDecision, of: order) == "2026-08-12 2026-08-12 2026-08-12")
        #expect(it.clock(.objectionDecision, of: order)?.start.owner == .office)
    }

    @Test("Denied: it stands, one version on, with the clocks as they were")
    func denied() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.object, on: order)
        let before = it.clock(.notice, of: order)
        let entry = try it.decides(order, uphold: false)
        #expect(it[order].state == .signed)
        #expect(it[order].version == 2)
        #expect(it[order].order == entry[0])
        #expect(it.clock(.notice, of: order) == before)
        #expect(it.clock(.objection, of: order)?.isRunning == false)
        try it.acts(.accept, on: order)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Upheld: it is returned, its clocks fall away, and the office owes a redispatch")
    func upheld() throws {
        var it = Conference()
        let order = it.order(for: "30d")
        let matter = it[order].assignment.matter
        try it.acts(.object, on: order)
        try it.decides(order, uphold: true)
        #expect(it[order].state == .returned)
        guard case .void = it.clock(.notice, of: order)?.state,
            case .void = it.clock(.feedback, of: order)?.state
        else {
            Issue.record("notice and feedback are not void")
            return
        }
        #expect(it.clock(.redispatch, of: matter)?.isRunning == true)
        _ = it.dispatched(matter, to: [Conference.departments[1]])
        #expect(it.clock(.redispatch, of: matter)?.isRunning == false)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("An assistant's return owes no redispatch while another leads")
    func assistantReturned() throws {
        var it = Conference()
        let matter = it.registered()
        let orders = it.dispatched(matter, to: Array(Conference.departments.prefix(2)))
        try it.acts(.object, on: orders[1])
        try it.decides(orders[1], uphold: true)
        #expect(it.clock(.redispatch, of: matter) == nil)
    }

    @Test("A second return owes a second redispatch")
    func returnedTwice() throws {
        var it = Conference()
        let matter = it.registered()
        for department in Conference.departments.prefix(2) {
            let order = it.dispatched(matter, to: [department])[0]
            try it.acts(.object, on: order)
            try it.decides(order, uphold: true)
            #expect(it.clock(.redispatch, of: matter)?.isRunning == true)
        }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("An objection after the window's legal date is taken, and marked late")
    func late() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-08-17", hour: 23)
        let inTime = it.signed(.object, on: order)
        #expect(try it.docket.isLate(inTime, at: it.now) == false)
        it.go(to: "2026-08-18", hour: 0)
        #expect(try it.docket.isLate(it.signed(.object, on: order), at: it.now) == true)
    }
}

extension Docket {
    /// Whether the act would be recorded as late.
    fileprivate func isLate(_ signed: SignedAct, at now: Timestamp) throws -> Bool? {
        let cause = Cause(party: signed.act.department, officer: nil, request: nil)
        guard case .record(let events) = try decide(.act(signed), by: cause, at: now),
            case .objected(let acted) = events.last
        else { return nil }
        return acted.isLate
    }
}
