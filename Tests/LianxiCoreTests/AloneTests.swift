import LianxiCore
import Testing

@Suite("What people are told of by itself")
struct AloneTests {
    private static func escalated(
        _ action: EscalationAction,
        card: Card? = nil,
        of duty: DutyID = .signature,
        isUrgent: Bool = false
    ) -> Event {
        .escalated(
            Escalated(
                clock: ClockKey(matter: MatterID(high: 1, low: 1), assignment: nil, duty: duty),
                owner: Conference.departments[0],
                step: 1,
                action: action,
                recipient: .leaders,
                post: .convenor,
                policy: DataSetID(fixed: "p"),
                ruleSet: DataSetID(fixed: "r"),
                due: Timestamp(milliseconds: 0),
                isLate: false,
                legal: nil,
                card: card,
                isUrgent: isUrgent
            )
        )
    }

    @Test("Statutory notices, red cards and urgent duties go alone; reminders go with others")
    func escalations() {
        for action in EscalationAction.allCases {
            #expect(Self.escalated(action).goesAlone == action.isStatutory)
        }
        #expect(Self.escalated(.remind, card: .red).goesAlone)
        #expect(!Self.escalated(.remind, card: .yellow).goesAlone)
        #expect(Self.escalated(.remind, of: .urgentReport).goesAlone)
        #expect(!Self.escalated(.urge, of: .notice).goesAlone)
        #expect(Self.escalated(.remind, of: .notice, isUrgent: true).goesAlone)
    }

    @Test(
        "A measure of the conference and a supervision sheet go alone when issued, and nothing else does"
    )
    func documents() {
        for kind in DocumentKind.allCases {
            #expect(
                Self.documented(.issued, kind).goesAlone
                    == [.supervision, .interview, .circular, .listed, .rectification].contains(kind)
            )
            #expect(!Self.documented(.drafted, kind).goesAlone)
        }
    }

    private static func documented(_ step: DocumentStep, _ kind: DocumentKind) -> Event {
        let subject = DocumentSubject(
            kind: kind,
            capacity: .conference,
            matters: [MatterID(high: 1, low: 1)],
            addressee: Conference.departments[0],
            form: Digest32(words: (0, 0, 0, 0))
        )
        return .documented(
            Documented(
                move: DocumentMove(step, DocumentID(high: 1, low: 1)),
                matter: MatterID(high: 1, low: 1),
                subject: subject,
                ruleSet: DataSetID(fixed: "r"),
                recipient: Conference.departments[0]
            )
        )
    }
}
