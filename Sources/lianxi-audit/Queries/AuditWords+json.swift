import LianxiCore
import LianxiJSON
import LianxiLedger

extension AuditWords {
    /// A clock for scripts, without its owner.
    func json(
        _ life: ClockLife,
        at moment: Timestamp
    ) -> [(name: String, value: JSONValue)] {
        var members: [(name: String, value: JSONValue)] = [
            json(life.key), ("duty", .string(life.key.duty.text)),
            ("rules", .string(life.start.ruleSet.text)), ("article", .string(article(life))),
            ("policy", .string(life.start.policy.text)),
            ("policy-digest", .string(policyDigest(life.start.policy) ?? "")),
            ("calendar", .string(life.start.dates.calendar.text)),
            ("start", JSONValue(life.start.start.milliseconds)),
            ("days-late", JSONValue(life.daysLate(at: moment))),
            ("binding", .bool(life.key.duty.isBinding)),
            ("begun", number(life.begun.index)),
            ("escalations", .array(life.firings.filter { $0.mark.at <= moment }.map(json))),
        ]
        let dates = life.start.dates
        for (name, date) in [("raw", dates.raw), ("legal", dates.legal), ("target", dates.target)] {
            if let date { members.append((name, .string(date.description))) }
        }
        if life.key.chain?.matter != nil, let document = life.key.document {
            members.append(("document", .string("\(document)")))
        }
        if let assignment = life.key.assignment {
            members.append(("assignment", .string("\(assignment)")))
        }
        if let ending = life.ending, ending.moment <= moment {
            members.append(
                (
                    "ended",
                    JSONValue([
                        ("how", .string(ending.manner.rawValue)),
                        ("day", .string(ending.day.description)),
                        ("entry", number(ending.mark.index)),
                    ])
                )
            )
        }
        return members
    }

    /// What the clock is about: `matter`, `document` or `task`.
    func json(_ key: ClockKey) -> (name: String, value: JSONValue) {
        key.chain.map(json) ?? ("task", .string("\(key.matter)"))
    }

    func json(_ chain: ChainID) -> (name: String, value: JSONValue) {
        (chain.matter == nil ? "document" : "matter", .string("\(chain)"))
    }

    private func json(_ firing: ClockLife.Firing) -> JSONValue {
        let it = firing.escalation
        return JSONValue([
            ("policy", .string(it.policy.text)),
            ("policy-digest", .string(policyDigest(it.policy) ?? "")),
            ("step", JSONValue(it.step)), ("action", .string(it.action.rawValue)),
            ("to", .string(it.recipient.text)), ("post", .string(it.post.text)),
            ("due", JSONValue(it.due.milliseconds)), ("at", JSONValue(firing.mark.at.milliseconds)),
            ("late", .bool(it.isLate)), ("entry", number(firing.mark.index)),
        ])
    }
}
