import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// A policy with all it can say, an escalation with every member, and a hole.
    static func escalations() throws -> [SampleEntry] {
        [
            SampleEntry(event: .policyAdopted(try wholePolicy())),
            SampleEntry(event: .escalated(try wholeEscalation())),
            SampleEntry(
                event: .unreached(
                    Unreached(
                        target: try target("department/section-head"),
                        party: department,
                        reason: .vacant,
                        policy: policy.id
                    )
                )
            ),
        ]
    }

    private static func target(_ text: String) throws -> EscalationTarget {
        guard let target = EscalationTarget(text) else { throw SampleError.target(text) }
        return target
    }

    private enum SampleError: Error {
        case target(String)
    }

    private static func wholePolicy() throws -> EscalationPolicy {
        let texts = [
            "department/handler", "person/office/chen-ming", "role/head", "role/signer",
            "roster/night", "office", "convenor",
        ]
        return EscalationPolicy(
            id: DataSetID(fixed: "standard-2026-3"),
            hour: 9,
            chains: [
                EscalationPolicy.Chain(
                    duty: .notice,
                    steps: [
                        EscalationStep(
                            number: 1,
                            moment: .onTarget,
                            action: .urge,
                            targets: try texts.map(target),
                            hour: 0,
                            card: .yellow
                        ),
                        EscalationStep(
                            number: 2,
                            moment: .afterLegal(.workingDays(1)),
                            action: .supervise,
                            targets: [.office],
                            repeats: StepRepeat(every: .workingDays(5), times: 3),
                            isQuietedByLead: true
                        ),
                    ]
                )
            ],
            quiet: QuietHours(from: 22, until: 7),
            lease: .workingDays(2)
        )
    }

    private static func wholeEscalation() throws -> Escalated {
        let chen = Person(id: OfficerID(fixed: "chen-ming"), name: "陈明")
        let li = Person(id: OfficerID(fixed: "li-hua"), name: "李华")
        return Escalated(
            clock: ClockKey(matter: matter(1), assignment: assignment(1), duty: .notice),
            owner: department,
            step: 2,
            action: .supervise,
            recipient: .office,
            post: OfficerID(fixed: "director"),
            policy: policy.id,
            ruleSet: rules.id,
            due: received,
            isLate: false,
            legal: date("2026-10-10"),
            round: 1,
            card: .red,
            instead: try target("department/leader-in-charge"),
            isLapsed: true,
            holders: [PostHolder(party: .office, post: OfficerID(fixed: "director"), person: chen)],
            responsible: [
                PostHolder(party: department, post: OfficerID(fixed: "section-head"), person: li)
            ]
        )
    }
}
