package import LianxiCore
import LianxiLedger

/// One extension of an assignment as this department's own recorded acts show it.
///
/// Asked for, approved by the head, and the petitioner told; without the last it is incomplete (art. 34).
package struct ExtensionThread: Hashable, Sendable {
    package let asked: Period?
    package private(set) var approved: Period?
    /// The day the petitioner was told why.
    package private(set) var told: CivilDate?

    /// The threads in order, from acts in the order they were prepared.
    package static func threads(
        _ acts: [(PreparedActs, ActsAnswer?)],
        on assignment: AssignmentID
    ) -> [Self] {
        var threads: [Self] = []
        for (batch, answer) in acts {
            for (place, prepared) in batch.acts.enumerated() {
                guard prepared.assignment == assignment, case .entry? = answer?.results[place],
                    let act = try? ActText.parse(prepared.text).act
                else { continue }
                take(act, into: &threads)
            }
        }
        return threads
    }

    private static func take(_ act: Act, into threads: inout [Self]) {
        if act.verb == .requestExtension {
            threads.append(Self(asked: act.says.period))
            return
        }
        guard var last = threads.popLast() else { return }
        if act.verb == .approveExtension { last.approved = act.says.period }
        if act.verb == .tellExtension { last.told = act.says.on ?? act.claimedAt.civilDate }
        threads.append(last)
    }

    /// How it stands, and what is still missing.
    package func sentence(_ language: Language) -> String {
        let length = asked?.words(language) ?? ""
        guard let approved else {
            return language.pick("已申请延期\(length)，尚未批准", "asked for \(length), not approved yet")
        }
        let given = approved.words(language)
        guard let told else {
            return language.pick(
                "延期\(given)已批准；不完整：尚未告知信访人延期理由",
                "extended by \(given); incomplete: the petitioner has not been told"
            )
        }
        return language.pick(
            "延期\(given)已批准，\(told) 已告知信访人",
            "extended by \(given), the petitioner told on \(told)"
        )
    }
}
