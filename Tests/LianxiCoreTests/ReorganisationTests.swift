import LianxiCore
import Testing

/// S10: units merged, split and abolished; clocks keep their dates.
@Suite("Organisational change")
struct ReorganisationTests {
    private let old = Conference.departments[0]
    private let new = Conference.departments[1]

    private func merger(to successor: PartyID?, on day: String = "2026-12-01") -> Reorganised {
        Conference.merger(to: successor, on: day)
    }

    @Test("S10: on the day the assignment goes over, its clock keeps its date, both units sign")
    func merged() throws {
        var it = Conference.under(on: "2026-10-20")
        let order = it.order()
        let matter = it.matter(of: order)
        try it.acts(.accept, on: order)
        #expect(it.dates(.conclusion, of: order) == "2026-12-19 2026-12-21 2026-12-18")
        it.go(to: "2026-11-16")
        try it.does(.reorganise(merger(to: new)))
        it.go(to: "2026-11-30")
        _ = it.advance()
        #expect(it[order].assignment.department == old)
        it.go(to: "2026-12-01", hour: 0)
        #expect(it.docket.plan(at: it.now).wake == it.now)
        let urged = it.advance()
        #expect(it[order].assignment.department == new)
        #expect(it[order].version == 2)
        #expect(it.dates(.conclusion, of: order) == "2026-12-19 2026-12-21 2026-12-18")
        #expect(it.clock(.conclusion, of: order)?.start.owner == new)
        // The target 12-18 is more than ten working days away: nothing is urged yet.
        #expect(urged.filter { $0.step == Escalated.outsidePolicy } == [])
        // Past acts stay under the old unit; both sign the hand-over.
        let accepted = it.history.contains { recorded in
            if case .accepted(let acted) = recorded.event {
                acted.act.act.department == old
            } else {
                false
            }
        }
        #expect(accepted)
        let release = try #require(it[order].formerUnits.first)
        try it.handsOver(order, release)
        #expect(it[order].formerUnits.first?.handover != nil)
        try it.acts(.handOver, on: order)
        #expect(throws: Refusal.wrongState) { try it.acts(.handOver, on: order) }
        try it.acts(.progress, on: order)
        // Nothing more is dispatched to the unit that is gone.
        let next = it.registered()
        #expect(throws: Refusal.unitMoved) {
            try it.does(
                .dispatch(
                    matter: next,
                    kind: .forwarded,
                    feedbackPeriod: nil,
                    recipients: [
                        Recipient(
                            assignment: AssignmentID(high: 9, low: 9),
                            department: old,
                            role: .lead
                        )
                    ]
                )
            )
        }
        #expect(it.docket.matter(matter)?.steps.contains { $0.is(.handOver) } == true)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("The successor is urged about what is due within ten working days")
    func urged() throws {
        var it = Conference.under(on: "2026-10-09")
        let order = it.order()
        try it.acts(.accept, on: order)
        try it.does(.reorganise(merger(to: new)))
        it.go(to: "2026-12-01")
        let urged = it.advance().filter { $0.step == Escalated.outsidePolicy }
        #expect(urged.map(\.clock.duty) == [.conclusion])
        #expect(urged.map(\.recipient) == [new])
        #expect(it.docket.checkInvariants() == [])
    }

    /// Seeds 119 and 276, where it named nobody, and 158, where the post was vacant.
    @Test(
        "Whoever holds the successor's post is urged; where it is vacant, the post above, and that is reported once"
    )
    func urgedInPerson() throws {
        func urging(handler: String?, leader: String?) throws -> (told: [Escalated], holes: Int) {
            var it = Conference.under(on: "2026-10-09")
            for (post, name) in [("handler", handler), ("leader-in-charge", leader)] {
                try it.does(.appoint(try appointment(post, name)))
            }
            let orders = [it.order(), it.order()]
            for order in orders { try it.acts(.accept, on: order) }
            try it.does(.reorganise(merger(to: new)))
            it.go(to: "2026-12-01")
            let told = it.advance().filter { $0.step == Escalated.outsidePolicy }
            #expect(it.docket.checkInvariants() == [])
            return (told, it.docket.openHoles(at: it.now).count)
        }
        let named = try urging(handler: "chen", leader: nil)
        #expect(named.told.map(\.post) == [.handler, .handler])
        #expect(named.told.map { $0.holders.map(\.person.name) } == [["chen"], ["chen"]])
        #expect(named.told.allSatisfy { $0.instead == nil && $0.recipient == new })
        #expect(named.holes == 0)
        let above = try urging(handler: nil, leader: "wang")
        #expect(above.told.map { $0.holders.map(\.person.name) } == [["wang"], ["wang"]])
        #expect(above.told.allSatisfy { $0.instead == .post(.department, .handler) })
        #expect(above.holes == 1)
        let nobody = try urging(handler: nil, leader: nil)
        #expect(nobody.told.map(\.recipient) == [.office, .office])
        #expect(nobody.holes == 2)
    }

    /// Seeds 30 and 31: names are a unit's own.
    @Test("Who stood aside at the former unit keeps no namesake of the successor from acting")
    func namesakes() throws {
        var it = Conference.under(on: "2026-10-20")
        let order = it.order()
        try it.acts(.recuse, on: order) { $0.says.person = Conference.clerk.text }
        #expect(it[order].recused == [Conference.clerk])
        try it.does(.reorganise(merger(to: new, on: "2026-10-21")))
        it.go(to: "2026-10-21")
        _ = it.advance()
        #expect(it[order].assignment.department == new)
        #expect(it[order].recused == [])
        try it.acts(.sign, on: order)
        #expect(it.docket.checkInvariants() == [])
    }

    /// Seeds 114, 129 and 176.
    @Test("Whoever stood aside before the matter went over is not urged when it comes back")
    func asideAtTheReturn() throws {
        var it = Conference.under(on: "2026-10-09")
        let clerk = Person(id: Conference.clerk, name: "clerk")
        let handler = Appointment(
            party: old,
            post: .handler,
            person: clerk,
            on: date("2026-10-01"),
            channels: [.feed]
        )
        try it.does(.appoint(handler))
        let order = it.order()
        try it.acts(.accept, on: order)
        try it.acts(.recuse, on: order) { $0.says.person = Conference.clerk.text }
        func goesOver(_ from: PartyID, _ to: PartyID, _ day: String) throws -> [Escalated] {
            let change = Reorganised(
                change: .split,
                from: from,
                to: to,
                on: date(day),
                document: "1号",
                matters: [it.matter(of: order)]
            )
            try it.does(.reorganise(change))
            it.go(to: day)
            return it.advance().filter { $0.step == Escalated.outsidePolicy }
        }
        #expect(try goesOver(old, new, "2026-12-01").map(\.recipient) == [new])
        let back = try goesOver(new, old, "2026-12-02")
        #expect(back.map(\.post) == [OfficerID(fixed: "leader-in-charge")])
        #expect(back.map(\.recipient) == [old] && it[order].recused == [Conference.clerk])
        #expect(it.docket.checkInvariants() == [])
    }

    private func appointment(_ post: String, _ name: String?) throws -> Appointment {
        Appointment(
            party: new,
            post: try #require(OfficerID(post)),
            person: name.map { Person(id: OfficerID($0) ?? .handler, name: $0) },
            on: date("2026-10-01"),
            channels: name == nil ? [] : [.feed]
        )
    }

    /// Seed 10420.
    @Test("What is archived goes over to nobody")
    func archivedStays() throws {
        var it = Conference.under(on: "2026-11-20")
        let order = it.order(.claim3)
        try it.acts(.divert, on: order) { $0.detail = "labour-inspection" }
        try it.takes(.archive, of: it.matter(of: order))
        try it.does(.reorganise(merger(to: new, on: "2026-11-23")))
        it.go(to: "2026-11-23")
        _ = it.advance()
        #expect(it[order].assignment.department == old && it[order].formerUnits.isEmpty)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Outstanding supervision follows to the successor")
    func supervisionFollows() throws {
        var it = Conference.under(on: "2026-11-20")
        let order = it.order()
        try it.receives(order)
        try it.takes(
            .supervise,
            of: it.matter(of: order),
            on: order,
            StepDetails(word: "delay"),
            note: true
        )
        try it.does(.reorganise(merger(to: new, on: "2026-11-23")))
        it.go(to: "2026-11-23")
        _ = it.advance()
        #expect(it.clock(.supervisionReply, of: order)?.start.owner == new)
        try it.acts(.answer, on: order)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "Where nobody is named, nobody owns the matter, the office owes a nominee, and then it goes on"
    )
    func unclear() throws {
        var it = Conference.under(on: "2026-11-20")
        let order = it.order()
        try it.acts(.accept, on: order)
        try it.does(.reorganise(merger(to: nil)))
        it.go(to: "2026-12-01")
        _ = it.advance()
        #expect(it[order].isOwnerless)
        #expect(it.clock(.nominee, of: order)?.start.owner == .office)
        #expect(throws: Refusal.unitMoved) { try it.acts(.progress, on: order) }
        #expect(it.docket.checkInvariants() == [])
        it.go(to: "2026-12-03")
        try it.does(.reorganise(merger(to: new, on: "2026-12-03")))
        _ = it.advance()
        #expect(it[order].assignment.department == new && !it[order].isOwnerless)
        #expect(!it.isRunning(.nominee, of: order))
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Hundreds of assignments go over in steps, each once, and the docket replays the same")
    func many() throws {
        var it = Conference.under(on: "2026-11-20")
        let orders = (0..<300).map { _ in it.order() }
        try it.does(.reorganise(merger(to: new, on: "2026-11-23")))
        it.go(to: "2026-11-23")
        _ = it.advance()
        #expect(orders.allSatisfy { it[$0].assignment.department == new })
        #expect(it.docket.plan(at: it.now).wake.map { $0 > it.now } ?? true)
        var replayed = Docket()
        for recorded in it.history { replayed.apply(recorded) }
        #expect(replayed == it.docket)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A change with nothing to move holds up no other")
    func nothingToMove() throws {
        var it = Conference.under(on: "2026-11-20")
        let third = Conference.departments[2]
        let order = it.order(to: third)
        try it.does(.reorganise(merger(to: new)))
        let other = Reorganised(
            change: .moved,
            from: third,
            to: new,
            on: date("2026-12-01"),
            document: "武编〔2026〕9号"
        )
        try it.does(.reorganise(other))
        it.go(to: "2026-12-01")
        _ = it.advance()
        #expect(it[order].assignment.department == new)
    }

    @Test("Every step the daemon takes itself is of its kind's form, with a successor and without")
    func ofTheForm() throws {
        for successor in [new, nil] {
            var it = Conference.under(on: "2026-11-20")
            _ = it.order()
            try it.does(.reorganise(merger(to: successor)))
            it.go(to: "2026-12-01")
            _ = it.advance()
            let steps = it.history.compactMap { recorded -> Step? in
                if case .stepped(let taken) = recorded.event { taken.step } else { nil }
            }
            #expect(steps.contains { $0.kind == .release })
            for step in steps { #expect(step.kind.form.mistake(in: step.details) == nil) }
        }
    }

    @Test("A unit that holds nothing goes without a trace, and nobody wakes for it again")
    func empty() throws {
        var it = Conference.under(on: "2026-11-20")
        try it.does(.reorganise(merger(to: new, on: "2026-11-23")))
        #expect(it.docket.plan(at: it.now).wake == moment("2026-11-23", hour: 0))
        it.go(to: "2026-11-23", hour: 0)
        #expect(it.docket.plan(at: it.now).wake == nil)
        #expect(it.advance() == [])
    }

    @Test("A unit that is split hands over the matters named, and stands with the rest")
    func split() throws {
        var it = Conference.under(on: "2026-11-20")
        let goes = it.order()
        let stays = it.order()
        let split = Reorganised(
            change: .split,
            from: old,
            to: new,
            on: date("2026-11-23"),
            document: "武编〔2026〕9号",
            matters: [it.matter(of: goes)]
        )
        try it.does(.reorganise(split))
        it.go(to: "2026-11-23")
        _ = it.advance()
        #expect(it[goes].assignment.department == new && it[stays].assignment.department == old)
        _ = it.order()
        #expect(it.docket.plan(at: it.now).wake.map { $0 > it.now } ?? true)
        let nowhere = Reorganised(
            change: .split,
            from: old,
            to: nil,
            on: date("2026-11-23"),
            document: "1号",
            matters: [it.matter(of: stays)]
        )
        #expect(throws: Refusal.malformed) { try it.does(.reorganise(nowhere)) }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("What the successor may not see stays with the unit that is gone, until another is named")
    func excluded() throws {
        var it = Conference.under(on: "2026-11-20")
        let facts = it.facts()
        try it.does(.register(facts, Reception(excluded: [new])))
        let order = it.dispatched(facts.matter, to: [old])[0]
        try it.does(.reorganise(merger(to: new, on: "2026-11-23")))
        it.go(to: "2026-11-23")
        _ = it.advance()
        #expect(it[order].assignment.department == old)
        #expect(!it.docket.maySee(facts.matter, as: new))
        #expect(!it.history.contains { $0.event.recipient == new })
        #expect(it.docket.plan(at: it.now).wake.map { $0 > it.now } ?? true)
        let third = Conference.departments[2]
        let change = Conference.merger(to: third, on: "2026-11-24", of: [facts.matter])
        try it.does(.reorganise(change))
        it.go(to: "2026-11-24")
        _ = it.advance()
        #expect(it[order].assignment.department == third)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A unit that is gone cannot go again, and cannot take over")
    func refused() throws {
        var it = Conference.under(on: "2026-11-20")
        try it.does(.reorganise(merger(to: new)))
        #expect(throws: Refusal.wrongState) {
            try it.does(.reorganise(merger(to: Conference.departments[2])))
        }
        let other = Reorganised(
            change: .moved,
            from: Conference.departments[2],
            to: old,
            on: date("2026-12-01"),
            document: "1号"
        )
        #expect(throws: Refusal.unknownParty) { try it.does(.reorganise(other)) }
        #expect(throws: Refusal.notPermitted) {
            try it.does(.reorganise(other), by: Conference.departments[2])
        }
    }
}

extension Conference {
    /// The former unit signs its hand-over, which answers the entry that released it.
    mutating func handsOver(_ id: AssignmentID, _ former: FormerUnit) throws(Refusal) {
        try does(.act(handOver(id, former)), by: former.department, officer: Self.clerk)
    }

    func handOver(_ id: AssignmentID, _ former: FormerUnit) -> SignedAct {
        let last = docket.lastSequence(of: Self.clerk, in: former.department)
        var draft = ActDraft(verb: .handOver, record: self[id], sequence: last + 1, claimedAt: now)
        draft.department = former.department
        draft.order = former.release
        draft.orderHash = former.releaseHash
        draft.ruleSet = docket.ruleSet?.id ?? draft.ruleSet
        return draft.signed
    }
}
