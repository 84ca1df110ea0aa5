import LianxiCore
import Testing

@Suite("Who came to a meeting, and who presided")
struct AttendanceTests {
    private let first = Conference.departments[0]
    private let second = Conference.departments[1]

    // MARK: Signed by members

    @Test(
        "Before the hour a member's signed word is an answer, from then on it confirms that it came"
    )
    func confirmed() throws {
        var it = Conference.called()
        try it.convenes(.notify)
        try it.answers(.attend, by: first, saying: "present")
        #expect(it.record?.replies.map(\.party) == [first] && it.record?.confirmations == [])
        it.go(to: "2026-09-18", hour: 10)
        try it.attends(first, .present)
        try it.attends(second, .present)
        #expect(it.record?.confirmations == [])
        try it.answers(.attend, by: first, saying: "substitute", person: "李副局长")
        let record = try #require(it.record?.confirmations.first)
        #expect(record.attendance == .substitute && record.person == "李副局长")
        #expect(record.mark.officer == Conference.clerk)
        // What the office entered stands beside it, and so does the answer given before.
        #expect(it.record?.attendance.map(\.attendance) == [.present, .present])
        #expect(it.record?.replies.map(\.attendance) == [.present])
        #expect(it.record?.confirmations.map(\.party) == [first])
    }

    @Test("A member still signs while the minutes go round, and no more once they are approved")
    func until() throws {
        var it = Conference.held()
        try it.agrees(first)
        try it.convenes(.draft, StepDetails(document: "1号"))
        try it.answers(.attend, by: second, saying: "present")
        #expect(it.record?.confirmations.map(\.party) == [second])
        // Who signs the minutes stays as the office entered it.
        #expect(it.record?.participants == Conference.departments)
        try it.convenes(.approve, StepDetails(person: "王区长"), note: true)
        #expect(throws: Refusal.wrongState) {
            try it.answers(.attend, by: first, saying: "present")
        }
    }

    // MARK: Presiding

    private func presides(
        _ standing: ChairStanding,
        _ post: OfficerID,
        of party: PartyID = .leaders,
        document: String? = nil,
        _ it: inout Conference
    ) throws(Refusal) {
        try it.convenes(.preside, StepDetails(document: document)) {
            $0.chair = Chair(standing: standing, party: party, post: post)
        }
    }

    @Test("Whoever holds the post on the meeting's day is recorded, and stays so")
    func holder() throws {
        let deputy = officer("deputy-convenor")
        var it = Conference.called()
        let person = Person(id: officer("li-si"), name: "李四")
        try it.does(
            .appoint(
                Appointment(party: .leaders, post: deputy, person: person, on: date("2026-09-01"))
            )
        )
        #expect(throws: Refusal.inFuture) { try presides(.deputy, deputy, &it) }
        it.go(to: "2026-09-18", hour: 10)
        try presides(.deputy, deputy, &it)
        let chair = Chair(standing: .deputy, post: deputy, person: person)
        #expect(it.record?.chair == chair)
        let next = Person(id: officer("wang-wu"), name: "王五")
        try it.does(
            .appoint(
                Appointment(party: .leaders, post: deputy, person: next, on: date("2026-09-10"))
            )
        )
        #expect(it.record?.chair == chair)
        try presides(.convenor, .convenor, &it)
        #expect(it.record?.chair == Chair(standing: .convenor, post: .convenor))
    }

    @Test("A standing that is not the post's, a mandate nobody shows and a vacant post are refused")
    func refused() throws {
        let deputy = officer("deputy-convenor")
        var it = Conference.held()
        #expect(throws: Refusal.detailWrong) { try presides(.convenor, deputy, &it) }
        #expect(throws: Refusal.detailWrong) { try presides(.deputy, .convenor, &it) }
        #expect(throws: Refusal.detailWrong) {
            try presides(.deputy, officer("director"), of: first, &it)
        }
        #expect(throws: Refusal.reasonMissing) {
            try presides(.entrusted, officer("director"), of: first, &it)
        }
        try presides(.entrusted, officer("director"), of: first, document: "委托1号", &it)
        #expect(it.record?.chair?.party == first)
        try it.does(
            .appoint(
                Appointment(
                    party: .leaders,
                    post: deputy,
                    person: nil,
                    on: date("2026-09-01"),
                    channels: []
                )
            )
        )
        #expect(throws: Refusal.notAttending) { try presides(.deputy, deputy, &it) }
        #expect(throws: Refusal.detailWrong) { try it.convenes(.preside) }
        try it.convenes(.draft, StepDetails(document: "1号"))
        #expect(throws: Refusal.wrongState) { try presides(.convenor, .convenor, &it) }
    }
}
