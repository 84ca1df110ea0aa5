/// A hole that is still there, with the entry that reported it last.
package struct HoleView: Hashable, Sendable {
    package let key: HoleKey
    package let report: Mark
}

extension Docket {
    /// The holes reported and not cured by now, in their order.
    ///
    /// What hangs on one matter (who stands aside, who is kept out) is shown on the day it was reported.
    package func openHoles(at now: Timestamp) -> [HoleView] {
        holes.keys.sorted().compactMap { key in
            guard let report = holes[key], isOpen(key, reported: report, at: now) else {
                return nil
            }
            return HoleView(key: key, report: report)
        }
    }

    private func isOpen(_ key: HoleKey, reported: Mark, at now: Timestamp) -> Bool {
        switch key.reason {
        case .recused, .excluded: return reported.at.civilDate == now.civilDate
        case .vacant, .noDuty, .revoked:
            let about = ReachCase(department: key.party, assignment: nil, matter: nil)
            return reach(key.target, about, at: now).hole != nil
        }
    }
}
