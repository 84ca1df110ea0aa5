import LianxiCore
import Testing

@Suite("Who is on duty, changes and holes included")
struct DutyPlanTests {
    private func change(
        _ change: RosterOverride.Change,
        _ from: Timestamp = moment("2026-11-24"),
        _ until: Timestamp = moment("2026-11-25")
    ) -> RosterOverride {
        RosterOverride(change: change, from: from, until: until, reason: "出差")
    }

    private func lines(_ overrides: RosterOverride...) -> [String] {
        DutyPlan(.office, overrides: overrides)
            .shifts(from: moment("2026-11-23"), to: moment("2026-11-26"), calendar: .of2026)
            .map(\.line)
    }

    @Test("Somebody comes in addition, from one moment to another")
    func added() {
        #expect(
            lines(change(.add(person("sun")))) == [
                "11-23 09 11-24 09 working clerk", "11-24 09 11-25 09 working clerk+sun",
                "11-25 09 11-26 09 working clerk",
            ]
        )
    }

    @Test("One stands in for another where that one is on duty, and nowhere else")
    func replaced() {
        #expect(lines(change(.replace(officer("clerk"), by: person("sun"))))[1].hasSuffix("sun"))
        #expect(lines(change(.replace(officer("li"), by: person("sun")))).count == 1)
    }

    @Test("Later changes change what earlier ones left, and nobody stands twice")
    func order() {
        let all = lines(
            change(.add(person("sun"))),
            change(.replace(officer("clerk"), by: person("sun"))),
            change(.add(person("sun")))
        )
        #expect(all[1] == "11-24 09 11-25 09 working sun")
    }

    @Test("Taken out of a turn, its last person leaves a hole that names the layer")
    func removed() {
        let plan = DutyPlan(.office, overrides: [change(.remove(officer("clerk")))])
        let gaps = plan.coverage(
            from: moment("2026-11-23"),
            to: moment("2026-11-26"),
            calendar: .of2026
        )
        #expect(
            gaps == [
                RosterGap(
                    from: moment("2026-11-24"),
                    until: moment("2026-11-25"),
                    cause: .nobodyLeft,
                    layer: layer("working")
                )
            ]
        )
    }

    @Test("Working days and rest days together leave no hour of a year without somebody")
    func whole() {
        let gaps = Roster.office.coverage(
            from: moment("2026-01-05"),
            to: moment("2026-12-31"),
            calendar: .of2026
        )
        #expect(gaps == [])
        let shifts = Roster.office.shifts(
            from: moment("2026-01-05"),
            to: moment("2026-12-31"),
            calendar: .of2026
        )
        #expect(zip(shifts, shifts.dropFirst()).allSatisfy { $0.until == $1.from })
        #expect(shifts.allSatisfy { $0.persons.count == ($0.persons[0].id.text == "head" ? 2 : 1) })
    }

    @Test("The hand-over comes when others take over, and not before")
    func handOver() throws {
        let plan = DutyPlan(.office, overrides: [change(.add(person("sun")))])
        let first = plan.handOver(after: moment("2026-11-23", hour: 10), calendar: .of2026)
        #expect(first == moment("2026-11-24"))
        let second = plan.handOver(after: try #require(first), calendar: .of2026)
        #expect(second == moment("2026-11-25"))
    }

    @Test("Pain 4, nobody reachable: a holiday nobody is on duty is found weeks before it comes")
    func nobodyReachable() {
        let workingOnly = Roster.of(Roster.office.layers[1])
        let gaps = workingOnly.coverage(
            from: moment("2026-09-21"),
            to: moment("2026-10-21"),
            calendar: .of2026
        )
        #expect(
            gaps.map { "\($0.from.hourText) \($0.until.hourText) \($0.layer?.text ?? "-")" } == [
                "09-25 09 09-28 09 working", "10-01 09 10-08 09 working",
                "10-11 09 10-12 09 working", "10-17 09 10-19 09 working",
            ]
        )
        #expect(gaps.allSatisfy { $0.cause == .noLayer })
    }
}
