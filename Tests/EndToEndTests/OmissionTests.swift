import LianxiCore
import LianxiLedger
import Testing

/// From the entries and the adopted rules alone: who had to be told when, and whether it was done.
@Suite("An omission shows", .ownThreads)
struct OmissionTests {
    /// A unit that signs for nothing for two weeks, while the conference goes on.
    private static func silent() throws -> PaperConference {
        var it = try PaperConference()
        let id = try it.handOut("信1", within: "30d")
        try it.go(to: "2026-03-16")
        _ = try it.register("信2")
        try it.act(.sign, on: id)
        return it
    }

    private func findings(_ events: [Recorded]) throws -> [VerificationFinding] {
        try PaperConference.export(PaperConference.entries(events)).report().findings
    }

    @Test("A ledger that says what the rules ask for has nothing to be found")
    func sound() throws {
        let it = try Self.silent()
        #expect(try findings(it.recorded) == [])
        #expect(it.recorded.contains { $0.event.typeName == "escalated" })
    }

    @Test("The last step that was asked for and is not in the ledger is named, with its moment")
    func escalationLeftOut() throws {
        let it = try Self.silent()
        // P02 step 4: to the unit's leader in charge and to the leaders, seven working days after.
        let events = it.recorded.filter { recorded in
            guard case .escalated(let step) = recorded.event else { return true }
            return step.clock.duty != .signature || step.step != 4
        }
        #expect(events.count == it.recorded.count - 2)
        let found = try findings(events)
        #expect(found.map(\.kind) == [.escalationMissing, .escalationMissing])
        let sentence = try #require(found.last?.sentence(in: .en))
        #expect(sentence.contains("an escalation the policy asked for was never recorded"))
        #expect(sentence.contains("P02 4 leaders/leader-in-charge 2026-03-11 09:00:00"))
    }

    @Test("A step left out before a later one is named, and the replay goes on")
    func earlierLeftOut() throws {
        let it = try Self.silent()
        let events = it.recorded.filter { recorded in
            guard case .escalated(let step) = recorded.event else { return true }
            return step.clock.duty != .signature || step.step != 1
        }
        let found = try findings(events)
        #expect(found.map(\.kind) == [.escalationMissing])
        #expect(found.first?.detail.contains("P02 1 rsj/handler 2026-03-03") == true)
    }

    @Test("All escalations left out: each is named, because other things were recorded meanwhile")
    func allLeftOut() throws {
        var it = try PaperConference()
        _ = try it.handOut("信1")
        for day in 3...13 {
            try it.go(to: day < 10 ? "2026-03-0\(day)" : "2026-03-\(day)", hour: 15)
            _ = try it.register("信\(day)")
        }
        let asked = it.recorded.compactMap { recorded -> String? in
            guard case .escalated(let step) = recorded.event else { return nil }
            return "\(step.clock.duty) \(step.step)"
        }
        let found = try findings(it.recorded.filter { $0.event.typeName != "escalated" })
        #expect(found.allSatisfy { $0.kind == .escalationMissing })
        for name in asked where !found.contains(where: { $0.detail.contains(" \(name) ") }) {
            Issue.record("\(name) is not named")
        }
        #expect(asked.contains("P02 4"))
    }

    @Test("A target of a step that was told nothing is named, with its post")
    func targetLeftOut() throws {
        let it = try Self.silent()
        let place = try #require(
            it.recorded.firstIndex { recorded in
                guard case .escalated(let step) = recorded.event else { return false }
                return step.clock.duty == .signature && step.step == 4
                    && step.recipient == .leaders
            }
        )
        var events = it.recorded
        events.remove(at: place)
        let found = try findings(events)
        #expect(found.map(\.kind) == [.escalationMissing])
        #expect(found.first?.detail.contains("P02 4 leaders/leader-in-charge") == true)
    }

    @Test("Escalations of an older daemon, which do not tell urgency, are what was asked for")
    func beforeUrgency() throws {
        var it = try PaperConference()
        let matter = try it.register("信1")
        try it.step(Step(.flagUrgent, of: matter))
        _ = try it.dispatch(matter, to: PaperConference.labour, within: "30d")
        try it.go(to: "2026-03-16")
        _ = try it.register("信2")
        #expect(try findings(it.recorded) == [])
        let older = it.recorded.map { recorded in
            guard case .escalated(let step) = recorded.event else { return recorded }
            return recorded.saying(.escalated(step.withoutUrgency))
        }
        #expect(older != it.recorded)
        #expect(try findings(older) == [])
    }

    @Test("An escalation to another post, or said to be in time when it was late, is found")
    func escalationChanged() throws {
        let it = try Self.silent()
        let place = try #require(it.recorded.firstIndex { $0.event.typeName == "escalated" })
        guard case .escalated(let step) = it.recorded[place].event else { return }
        let others = [
            step.changed(post: OfficerID(fixed: "nobody")), step.changed(isLate: !step.isLate),
            step.changed(due: step.due.adding(milliseconds: 1)),
        ]
        for other in others {
            var events = it.recorded
            events[place] = it.recorded[place].saying(.escalated(other))
            #expect(try findings(events).first?.kind == .escalationWrong)
        }
    }

    @Test("A date a day longer or shorter than the rules give is found", arguments: [-1, 1])
    func dates(days: Int) throws {
        let it = try Self.silent()
        let place = try #require(it.recorded.firstIndex { $0.event.typeName == "received" })
        guard case .received(let receipt) = it.recorded[place].event else { return }
        for number in receipt.clocks.indices {
            var clocks = receipt.clocks
            clocks[number] = clocks[number].moved(by: days)
            var events = it.recorded
            events[place] = it.recorded[place].saying(
                .received(
                    Received(
                        assignment: receipt.assignment,
                        matter: receipt.matter,
                        department: receipt.department,
                        version: receipt.version,
                        clocks: clocks,
                        settles: receipt.settles
                    )
                )
            )
            let found = try findings(events)
            #expect(found.contains { $0.kind == .dateWrong && $0.entry == UInt64(place) })
            #expect(found.first?.sentence(in: .zh).contains("重算的不一致") == true)
        }
    }

    @Test("A clock whose steps were thinned out is found")
    func steps() throws {
        let it = try Self.silent()
        let place = try #require(it.recorded.firstIndex { $0.event.typeName == "received" })
        guard case .received(let receipt) = it.recorded[place].event,
            let number = receipt.clocks.firstIndex(where: { $0.duty == .notice })
        else { return }
        var clocks = receipt.clocks
        clocks[number] = clocks[number].without(step: 4)
        var events = it.recorded
        events[place] = it.recorded[place].saying(
            .received(
                Received(
                    assignment: receipt.assignment,
                    matter: receipt.matter,
                    department: receipt.department,
                    version: receipt.version,
                    clocks: clocks,
                    settles: receipt.settles
                )
            )
        )
        let found = try findings(events)
        #expect(found.first?.detail.contains("its steps are not those of") == true)
    }
}

extension Recorded {
    func saying(_ event: Event) -> Self {
        Self(index: index, at: at, hash: hash, cause: cause, event: event)
    }
}

extension Escalated {
    fileprivate func changed(
        post: OfficerID? = nil,
        isLate: Bool? = nil,
        due: Timestamp? = nil
    ) -> Self {
        Self(
            clock: clock,
            owner: owner,
            step: step,
            action: action,
            recipient: recipient,
            post: post ?? self.post,
            policy: policy,
            ruleSet: ruleSet,
            due: due ?? self.due,
            isLate: isLate ?? self.isLate,
            legal: legal
        )
    }
}

extension ClockStart {
    fileprivate func moved(by days: Int) -> Self {
        Self(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet,
            policy: policy,
            start: start,
            dates: DueDates(
                raw: dates.raw,
                legal: dates.legal?.adding(days: days),
                target: dates.target,
                calendar: dates.calendar
            ),
            period: period,
            steps: steps
        )
    }

    fileprivate func without(step number: Int) -> Self {
        Self(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet,
            policy: policy,
            start: start,
            dates: dates,
            period: period,
            steps: steps.filter { $0.number != number }
        )
    }
}
