/// One transition of the lifecycle: who takes it, under which article, and what refuses it.
///
/// The rows are `Transition.all`; people read them with `lianxictl rules --transitions`.
package struct Transition: Hashable, Sendable {
    /// What takes it, in the ledger.
    package enum Way: Hashable, Sendable {
        case registered, joined, dispatched, received, objectionDecided, reorganised
        /// A clock or an escalation, by the daemon.
        case time
        case act(ActVerb)
        case step(StepKind)

        /// The entry's type, and the act or step it holds.
        package var text: String {
            switch self {
            case .registered: "registered"
            case .joined: "joined"
            case .dispatched: "dispatched"
            case .received: "received"
            case .objectionDecided: "objection-decided"
            case .reorganised: "reorganised"
            case .time: "escalated"
            case .act(let verb): "act \(verb.rawValue)"
            case .step(let kind): "step \(kind.rawValue)"
            }
        }
    }

    /// Who takes it.
    package enum Actor: String, Hashable, Sendable, CaseIterable {
        case office, lead, unit, head, daemon
    }

    /// 1…48.
    package let number: Int
    package let chinese: String
    package let english: String
    package let actor: Actor
    /// `art. 23(3)`, or the paper it stands in.
    package let article: String
    /// Statute, another instrument, or practice and local policy.
    package let basis: DutyBasis
    /// Any one of them takes it.
    package let ways: [Way]
    /// What it is refused with when its precondition does not hold, besides form and rights.
    package let refusals: [Refusal]

    init(
        _ number: Int,
        _ chinese: String,
        _ english: String,
        _ actor: Actor,
        _ article: String,
        _ basis: DutyBasis,
        _ ways: [Way],
        _ refusals: [Refusal] = []
    ) {
        self.number = number
        self.chinese = chinese
        self.english = english
        self.actor = actor
        self.article = article
        self.basis = basis
        self.ways = ways
        self.refusals = refusals
    }

    /// `T07`.
    package var name: String { number < 10 ? "T0\(number)" : "T\(number)" }

    package func words(_ language: Language) -> String { language.pick(chinese, english) }
}
