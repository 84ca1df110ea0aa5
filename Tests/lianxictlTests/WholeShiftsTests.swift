import LianxiCore
import Testing

@testable import lianxictl

@Suite("Shifts as they are written for calendars")
struct WholeShiftsTests {
    @Test("A shift begins when it began, on whatever day of it the calendar is written")
    func whole() {
        let wang = Person(id: OfficerID(fixed: "wang"), name: "王某")
        let li = Person(id: OfficerID(fixed: "li"), name: "李某")
        let monday = CivilDate(dayNumber: 20_787)
        let plan = DutyPlan(
            Roster(
                id: RosterID(fixed: "office"),
                party: .office,
                name: "值班表",
                layers: [
                    RosterLayer(
                        id: RosterLayerID(fixed: "weekly"),
                        rotation: Rotation(.weeks, hour: 9),
                        from: monday,
                        turns: [[wang], [li]]
                    )
                ]
            )
        )
        let calendar = WorkCalendar(id: DataSetID(fixed: "none"), years: [])
        let end = Timestamp(monday.adding(days: 14), hour: 9)
        let starts = [7, 8, 13].map { day in
            plan.wholeShifts(
                from: Timestamp(monday.adding(days: day), hour: 10),
                to: end,
                calendar: calendar
            ).map(\.from)
        }
        let began = [Timestamp(monday.adding(days: 7), hour: 9)]
        #expect(starts == [began, began, began])
    }
}
