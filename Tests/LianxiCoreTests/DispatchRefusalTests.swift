import LianxiCore
import Testing

@Suite("Refusals of a dispatch")
struct DispatchRefusalTests {
    private func refused(
        _ refusal: Refusal,
        _ it: inout Conference,
        _ matter: MatterID,
        _ recipients: [(PartyID, AssignmentRole)],
        kind: AssignmentKind = .forwarded,
        period: Period? = nil
    ) {
        let command = Command.dispatch(
            matter: matter,
            kind: kind,
            feedbackPeriod: period,
            recipients: recipients.map { department, role in
                Recipient(
                    assignment: AssignmentID(high: 5, low: it.draw()),
                    department: department,
                    role: role
                )
            }
        )
        #expect(throws: refusal) { try it.does(command) }
    }

    @Test("Exactly one leads, counting one already at work")
    func leads() throws {
        var it = Conference()
        let departments = Conference.departments
        let matter = it.registered()
        refused(.leadMissing, &it, matter, [])
        refused(.leadMissing, &it, matter, [(departments[0], .assisting)])
        refused(.leadTwice, &it, matter, [(departments[0], .lead), (departments[1], .lead)])
        _ = it.dispatched(matter, to: [departments[0]])
        refused(.leadTwice, &it, matter, [(departments[1], .lead)])
        refused(.leadMissing, &it, matter, [])
        _ = it.dispatched(matter, to: [departments[1]], isLed: true)
    }

    @Test("One department holds a matter once")
    func alreadyAssigned() {
        var it = Conference()
        let departments = Conference.departments
        let matter = it.registered()
        refused(
            .alreadyAssigned,
            &it,
            matter,
            [(departments[0], .lead), (departments[0], .assisting)]
        )
        _ = it.dispatched(matter, to: [departments[0]])
        refused(.alreadyAssigned, &it, matter, [(departments[0], .assisting)])
    }

    @Test("An assignment's name is used once")
    func assignmentExists() {
        var it = Conference()
        let order = it.order()
        let matter = it.registered()
        #expect(throws: Refusal.assignmentExists) {
            try it.does(
                .dispatch(
                    matter: matter,
                    kind: .forwarded,
                    feedbackPeriod: nil,
                    recipients: [
                        Recipient(
                            assignment: order,
                            department: Conference.departments[0],
                            role: .lead
                        )
                    ]
                )
            )
        }
    }

    @Test("A matter goes to departments that are enrolled and not revoked")
    func recipients() throws {
        var it = Conference()
        let matter = it.registered()
        refused(.unknownParty, &it, matter, [(party("nobody"), .lead)])
        refused(.unknownParty, &it, matter, [(.office, .lead)])
        refused(.unknownMatter, &it, MatterID(high: 8, low: 8), [(party("rsj"), .lead)])
        try it.does(.revoke(Conference.departments[0]))
        refused(.partyRevoked, &it, matter, [(Conference.departments[0], .lead)])
    }

    @Test("An informant's report goes only to who handles reports")
    func informant() {
        var it = Conference()
        let matter = it.registered(.informant)
        refused(.informantRoute, &it, matter, [(Conference.departments[0], .lead)])
        refused(
            .informantRoute,
            &it,
            matter,
            [(Conference.discipline, .lead), (Conference.departments[0], .assisting)]
        )
        #expect(it.dispatched(matter, to: [Conference.discipline]).count == 1)
    }

    @Test("An assigned matter names a period for feedback; a forwarded one names none")
    func periods() {
        var it = Conference()
        let matter = it.registered()
        let lead = [(Conference.departments[0], AssignmentRole.lead)]
        refused(.periodMissing, &it, matter, lead, kind: .assigned)
        refused(.periodUnexpected, &it, matter, lead, period: period("30d"))
    }
}
