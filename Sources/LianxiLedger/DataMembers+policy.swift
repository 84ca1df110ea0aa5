import LianxiCore
import LianxiJSON

extension DataMembers {
    static func encode(_ policy: EscalationPolicy) -> JSONValue {
        [
            "id": .string(policy.id.text), "hour": JSONValue(policy.hour),
            "chains": .array(
                policy.chains.map {
                    ["duty": .string($0.duty.text), "steps": .array($0.steps.map(encode))]
                }
            ),
        ]
    }

    static func policy(_ reader: inout JSONReader) throws(JSONShapeError) -> EscalationPolicy {
        EscalationPolicy(
            id: try reader.slug("id"),
            hour: Int(try reader.integer("hour", in: 0...23)),
            chains: try reader.array("chains") { (chain) throws(JSONShapeError) in
                try chain.object(self.chain)
            }
        )
    }

    private static func chain(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> EscalationPolicy.Chain {
        EscalationPolicy.Chain(
            duty: try reader.duty("duty"),
            steps: try reader.array("steps") { (step) throws(JSONShapeError) in
                try step.object(self.step)
            }
        )
    }

    private static func encode(_ step: EscalationStep) -> JSONValue {
        let (name, period) =
            switch step.moment {
            case .afterStart(let period): ("after-start", period)
            case .beforeTarget(let period): ("before-target", period)
            case .afterLegal(let period): ("after-legal", period)
            }
        var members: Members = []
        members.add("number", step.number)
        members.add(name, described: period)
        members.add("action", step.action.rawValue)
        members.add(
            "targets",
            step.targets.map { [.string($0.party.rawValue), .string($0.post.text)] }
        )
        return JSONValue(members)
    }

    private static func step(_ reader: inout JSONReader) throws(JSONShapeError) -> EscalationStep {
        let moments: [EscalationMoment?] = [
            try reader.period("after-start").map { .afterStart($0) },
            try reader.period("before-target").map { .beforeTarget($0) },
            try reader.period("after-legal").map { .afterLegal($0) },
        ]
        guard let moment = moments.compactMap(\.self).first,
            moments.count(where: { $0 != nil }) == 1
        else {
            throw reader.error(
                "after-start",
                expected: "one of after-start, before-target, after-legal",
                found: "none or several"
            )
        }
        return EscalationStep(
            number: try reader.count("number"),
            moment: moment,
            action: try reader.choice("action", as: EscalationAction.self),
            targets: try reader.array("targets", target)
        )
    }

    private static func target(_ element: JSONElement) throws(JSONShapeError) -> EscalationTarget {
        let parts = try element.array(max: 2) { $0 }
        guard parts.count == 2 else { throw element.error(expected: "[party, post]") }
        return EscalationTarget(
            party: try parts[0].choice(as: EscalationTarget.Party.self),
            post: try parts[1].slug()
        )
    }
}
