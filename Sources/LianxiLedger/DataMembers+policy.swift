import LianxiCore
import LianxiJSON

extension DataMembers {
    static func encode(_ policy: EscalationPolicy) -> JSONValue {
        var members: Members = []
        members.add("id", policy.id.text)
        members.add("hour", policy.hour)
        members.add(
            "chains",
            policy.chains.map {
                ["duty": .string($0.duty.text), "steps": .array($0.steps.map(encode))]
            }
        )
        if let quiet = policy.quiet {
            members.add("quiet", [JSONValue(quiet.from), JSONValue(quiet.until)])
        }
        members.add("lease", described: policy.lease)
        return JSONValue(members)
    }

    static func policy(_ reader: inout JSONReader) throws(JSONShapeError) -> EscalationPolicy {
        EscalationPolicy(
            id: try reader.slug("id"),
            hour: Int(try reader.integer("hour", in: 0...23)),
            chains: try reader.array("chains") { (chain) throws(JSONShapeError) in
                try chain.object(self.chain)
            },
            quiet: try quiet(&reader),
            lease: try reader.period("lease")
        )
    }

    private static func quiet(_ reader: inout JSONReader) throws(JSONShapeError) -> QuietHours? {
        guard let element = reader.optional("quiet") else { return nil }
        let hours = try element.array(max: 2) { (hour) throws(JSONShapeError) in
            Int(try hour.integer())
        }
        guard hours.count == 2 else { throw element.error(expected: "[first hour, last hour]") }
        let quiet = QuietHours(from: hours[0], until: hours[1])
        guard quiet.isWellFormed else { throw element.error(expected: "two hours from 0 to 23") }
        return quiet
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
        var members: Members = []
        members.add("number", step.number)
        switch step.moment {
        case .afterStart(let period): members.add("after-start", described: period)
        case .beforeTarget(let period): members.add("before-target", described: period)
        case .onTarget: members.add("on-target", true)
        case .afterLegal(let period): members.add("after-legal", described: period)
        }
        members.add("action", step.action.rawValue)
        members.add("targets", step.targets.map(encode))
        if let repeats = step.repeats {
            members.add(
                "repeat",
                ["every": .string("\(repeats.every)"), "times": JSONValue(repeats.times)]
            )
        }
        if let hour = step.hour { members.add("hour", hour) }
        if let card = step.card { members.add("card", card.rawValue) }
        if step.isQuietedByLead { members.add("quieted-by", "lead") }
        return JSONValue(members)
    }

    /// A post as the pair it was from the first version on; everything else as a policy file writes it.
    private static func encode(_ target: EscalationTarget) -> JSONValue {
        switch target {
        case .post(let party, let post): [.string(party.rawValue), .string(post.text)]
        default: .string(target.text)
        }
    }

    private static func step(_ reader: inout JSONReader) throws(JSONShapeError) -> EscalationStep {
        let moments: [EscalationMoment?] = [
            try reader.period("after-start").map { .afterStart($0) },
            try reader.period("before-target").map { .beforeTarget($0) },
            try reader.flag("on-target") ? .onTarget : nil,
            try reader.period("after-legal").map { .afterLegal($0) },
        ]
        guard let moment = moments.compactMap(\.self).first,
            moments.count(where: { $0 != nil }) == 1
        else {
            throw reader.error(
                "after-start",
                expected: "one of after-start, before-target, on-target, after-legal",
                found: "none or several"
            )
        }
        return EscalationStep(
            number: try reader.count("number"),
            moment: moment,
            action: try reader.choice("action", as: EscalationAction.self),
            targets: try reader.array("targets", target),
            repeats: try reader.optionalObject("repeat", repeats),
            hour: try reader.optionalInteger("hour", in: 0...23).map { Int($0) },
            card: try reader.optionalChoice("card", as: Card.self),
            isQuietedByLead: try reader.optionalParsed("quieted-by", "lead") {
                $0 == "lead" ? true : nil
            } ?? false
        )
    }

    private static func repeats(_ reader: inout JSONReader) throws(JSONShapeError) -> StepRepeat {
        guard let every = try reader.period("every") else {
            throw reader.error("every", expected: "a period", found: "none")
        }
        return StepRepeat(
            every: every,
            times: Int(try reader.integer("times", in: 1...Int64(StepRepeat.most)))
        )
    }

    private static func target(_ element: JSONElement) throws(JSONShapeError) -> EscalationTarget {
        if case .string(let text) = element.value {
            let target = EscalationTarget(text)
            guard let target, !target.isPost else {
                throw element.error(expected: "a target that is no pair")
            }
            return target
        }
        let parts = try element.array(max: 2) { $0 }
        guard parts.count == 2 else { throw element.error(expected: "[party, post]") }
        return EscalationTarget(
            party: try parts[0].choice(as: EscalationTarget.Party.self),
            post: try parts[1].slug()
        )
    }
}

extension EscalationTarget {
    fileprivate var isPost: Bool {
        if case .post = self { true } else { false }
    }
}
