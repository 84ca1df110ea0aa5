import LianxiCore
import Testing

@Suite("Rosters in the docket")
struct RosterTests {
    private let clerk = officer("clerk")
    private let wang = officer("wang")

    private func conference() throws -> Conference {
        var it = Conference(on: "2026-11-24")
        try it.does(.adoptRoster(.office), by: nil)
        return it
    }

    private func changes(_ kind: RosterChange.Kind) -> Command {
        .changeRoster(RosterChange(roster: roster("office"), kind: kind))
    }

    private func override(
        _ change: RosterOverride.Change,
        _ from: Timestamp = moment("2026-11-25"),
        _ until: Timestamp = moment("2026-11-26")
    ) -> Command {
        changes(
            .override(RosterOverride(change: change, from: from, until: until, reason: "出差"))
        )
    }

    private func duty(_ it: Conference, _ at: Timestamp) -> [String] {
        it.docket.onDuty(roster: roster("office"), at: at).map(\.id.text)
    }

    @Test("The newest roster of a name is the one in force, and the same one again is no entry")
    func adoption() throws {
        var it = try conference()
        let before = it.docket.size
        try it.does(.adoptRoster(.office), by: nil)
        #expect(it.docket.size == before)
        let other = Roster(
            id: roster("office"),
            party: .office,
            name: "新表",
            layers: [Roster.office.layers[2]]
        )
        try it.does(.adoptRoster(other))
        #expect(it.docket.rosters.map(\.roster) == [other])
        #expect(duty(it, moment("2026-11-25")) == [])
        try it.does(.adoptRoster(.office))
        #expect(duty(it, moment("2026-11-25")) == ["clerk"])
    }

    @Test("Nobody is on duty on a roster that was never adopted")
    func unknown() throws {
        var it = try conference()
        #expect(it.docket.onDuty(roster: roster("nights"), at: it.now) == [])
        #expect(throws: Refusal.unknownRoster) {
            try it.does(
                .changeRoster(RosterChange(roster: roster("nights"), kind: .consent(offer: 1)))
            )
        }
    }

    @Test("An override holds from its moment on, over a newer roster too")
    func overridden() throws {
        var it = try conference()
        try it.does(override(.replace(clerk, by: person("sun"))))
        #expect(duty(it, moment("2026-11-25", hour: 8)) == ["clerk"])
        #expect(duty(it, moment("2026-11-25")) == ["sun"])
        #expect(duty(it, moment("2026-11-26")) == ["clerk"])
        let renamed = Roster(
            id: roster("office"),
            party: .office,
            name: "新表",
            layers: Roster.office.layers
        )
        try it.does(.adoptRoster(renamed))
        #expect(duty(it, moment("2026-11-25")) == ["sun"])
    }

    @Test("An event of a calendar is one override: once, and changed in its own place")
    func events() throws {
        var it = try conference()
        let one = try #require(Digest32(repeatElement(1, count: 32)))
        let other = try #require(Digest32(repeatElement(2, count: 32)))
        func take(
            _ event: Digest32,
            _ change: RosterOverride.Change,
            on day: String
        ) -> Command {
            let from = moment(day)
            let override = RosterOverride(
                change: change,
                from: from,
                until: from.adding(milliseconds: 86_400_000),
                reason: "iCalendar",
                event: event
            )
            return changes(.override(override))
        }
        try it.does(take(one, .replace(clerk, by: person("sun")), on: "2026-11-25"))
        let size = it.docket.size
        try it.does(take(one, .replace(clerk, by: person("sun")), on: "2026-11-25"))
        #expect(it.docket.size == size)
        // Judged as if the earlier had never been: the clerk is on duty again, and stood in for.
        try it.does(take(one, .replace(clerk, by: person("qian")), on: "2026-11-25"))
        #expect(duty(it, moment("2026-11-25")) == ["qian"])
        try it.does(take(one, .replace(clerk, by: person("qian")), on: "2026-11-26"))
        #expect(duty(it, moment("2026-11-25")) == ["clerk"])
        #expect(duty(it, moment("2026-11-26")) == ["qian"])
        try it.does(take(other, .add(person("sun")), on: "2026-11-26"))
        #expect(duty(it, moment("2026-11-26")) == ["qian", "sun"])
        try it.does(changes(.withdraw(event: one)))
        #expect(duty(it, moment("2026-11-26")) == ["clerk", "sun"])
        #expect(throws: Refusal.unknownEntry) { try it.does(changes(.withdraw(event: one))) }
        it.go(to: "2026-11-28")
        #expect(throws: Refusal.dateWrong) { try it.does(changes(.withdraw(event: other))) }
        // The same file again, when it is over: it is still known.
        let later = it.docket.size
        try it.does(take(other, .add(person("sun")), on: "2026-11-26"))
        #expect(it.docket.size == later)
    }

    @Test("What is over, or takes off duty somebody who is not on it, is refused")
    func refused() throws {
        var it = try conference()
        #expect(throws: Refusal.dateWrong) {
            try it.does(
                override(.remove(clerk), moment("2026-11-23"), moment("2026-11-24"))
            )
        }
        #expect(throws: Refusal.notOnDuty) { try it.does(override(.remove(officer("head")))) }
        #expect(throws: Refusal.malformed) {
            try it.does(
                override(.add(person("sun")), moment("2026-11-26"), moment("2026-11-25"))
            )
        }
        #expect(throws: Refusal.notPermitted) {
            try it.does(override(.add(person("sun"))), by: Conference.departments[0])
        }
    }

    @Test("A swap holds when the other consents, and only the other can")
    func swap() throws {
        var it = try conference()
        let swap = ShiftSwap(
            officer: clerk,
            other: wang,
            mine: .init(from: moment("2026-11-26"), until: moment("2026-11-27")),
            theirs: .init(from: moment("2026-12-01"), until: moment("2026-12-02"))
        )
        #expect(throws: Refusal.notPermitted) {
            try it.does(changes(.offer(swap)), officer: wang)
        }
        let offer = try it.does(changes(.offer(swap)), officer: clerk)[0]
        #expect(duty(it, moment("2026-11-26")) == ["clerk"])
        #expect(throws: Refusal.notPermitted) {
            try it.does(changes(.consent(offer: offer)), officer: clerk)
        }
        let consent = try it.does(changes(.consent(offer: offer)), officer: wang)
        #expect(duty(it, moment("2026-11-26")) == ["wang"])
        #expect(duty(it, moment("2026-12-01")) == ["clerk"])
        #expect(duty(it, moment("2026-12-02")) == ["wang"])
        #expect(try it.does(changes(.consent(offer: offer)), officer: wang) == consent)
    }

    @Test("Nobody gives away duty that is another's, or that has begun")
    func swapRefused() throws {
        var it = try conference()
        func offer(_ mine: (String, String), _ theirs: (String, String)) -> Command {
            changes(
                .offer(
                    ShiftSwap(
                        officer: clerk,
                        other: wang,
                        mine: .init(from: moment(mine.0), until: moment(mine.1)),
                        theirs: .init(from: moment(theirs.0), until: moment(theirs.1))
                    )
                )
            )
        }
        #expect(throws: Refusal.notOnDuty) {
            try it.does(
                offer(("2026-12-01", "2026-12-02"), ("2026-12-01", "2026-12-02")),
                officer: clerk
            )
        }
        #expect(throws: Refusal.dateWrong) {
            try it.does(
                offer(("2026-11-24", "2026-11-25"), ("2026-12-01", "2026-12-02")),
                officer: clerk
            )
        }
        let late = try it.does(
            offer(("2026-11-26", "2026-11-27"), ("2026-12-01", "2026-12-02")),
            officer: clerk
        )[0]
        it.go(to: "2026-11-26")
        #expect(throws: Refusal.dateWrong) {
            try it.does(changes(.consent(offer: late)), officer: wang)
        }
    }

    @Test("Both sides sign one sheet, each once, and each only who is on duty on that side")
    func handOver() throws {
        var it = try conference()
        it.go(to: "2026-11-30", hour: 8)
        func sign(_ side: HandOverSignature.Side, sheet: UInt64 = 1) -> Command {
            changes(
                .handOver(
                    HandOverSignature(
                        side: side,
                        at: moment("2026-11-30"),
                        sheet: hash(sheet),
                        size: it.docket.size - 1
                    )
                )
            )
        }
        // On Monday a working week of wang's begins, and the rest day before it ends.
        let outgoing = sign(.outgoing)
        let incoming = sign(.incoming)
        #expect(throws: Refusal.notOnDuty) { try it.does(outgoing, officer: wang) }
        #expect(throws: Refusal.notOnDuty) { try it.does(outgoing) }
        let sunday = try #require(
            it.docket.onDuty(roster: roster("office"), at: moment("2026-11-29")).first?.id
        )
        let out = try it.does(outgoing, officer: sunday)
        #expect(throws: Refusal.staleVersion) {
            try it.does(sign(.incoming, sheet: 2), officer: wang)
        }
        let signed = try it.does(incoming, officer: wang)
        #expect(try it.does(incoming, officer: wang) == signed)
        let record = try #require(it.docket.roster(roster("office"))?.handOvers.first)
        #expect(record.outgoing?.index == out[0] && record.outgoing?.officer == sunday)
        #expect(record.incoming?.index == signed[0])
        // Both are named, and neither signed with a key.
        #expect(!record.isHandedOver)
        it.go(to: "2026-12-02")
        #expect(throws: Refusal.dateWrong) { try it.does(incoming, officer: wang) }
    }

    @Test("One signature alone hands nothing over; both, with keys, do")
    func handedOver() throws {
        var it = try conference()
        it.go(to: "2026-11-30", hour: 8)
        let size = it.docket.size
        func sign(_ side: HandOverSignature.Side, _ signature: String?) -> Command {
            changes(
                .handOver(
                    HandOverSignature(
                        side: side,
                        at: moment("2026-11-30"),
                        sheet: hash(1),
                        size: size,
                        signed: signature.map {
                            OfficerSignature(at: moment("2026-11-30"), signature: $0)
                        }
                    )
                )
            )
        }
        func isHandedOver() -> Bool? {
            it.docket.roster(roster("office"))?.handOvers.first?.isHandedOver
        }
        let sunday = try #require(
            it.docket.onDuty(roster: roster("office"), at: moment("2026-11-29")).first?.id
        )
        let out = try it.does(sign(.outgoing, "by key"), officer: sunday)
        #expect(isHandedOver() == false)
        #expect(try it.does(sign(.outgoing, "by key"), officer: sunday) == out)
        let named = try it.does(sign(.incoming, nil), officer: wang)
        #expect(isHandedOver() == false)
        let signed = try it.does(sign(.incoming, "by key"), officer: wang)
        #expect(signed != named && isHandedOver() == true)
        // A name after the signature adds nothing, and takes nothing back.
        _ = try it.does(sign(.incoming, nil), officer: wang)
        #expect(isHandedOver() == true)
    }
}
