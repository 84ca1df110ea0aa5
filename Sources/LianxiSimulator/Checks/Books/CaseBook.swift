import LianxiCore

/// Cases that leaders took on: whose they are, their goals, and who may know of them.
struct CaseBook {
    private struct Case {
        let matters: [MatterID]
        let on: CivilDate
        /// Whether each goal is reached.
        var goals: [Bool] = []
        var isClosed = false
        var party: PartyID
    }

    private var cases: [LeaderCaseID: Case] = [:]

    mutating func take(_ line: Books.Line, _ charges: ChargeBook) -> [String] {
        switch line.event {
        case .led(let it): led(it, line, charges)
        case .visited(let it):
            it.matters.filter { isHidden($0, from: it.party, charges) }
                .map { "\(it.party) hears a sealed matter: \($0)" }
                + (it.on > line.at.civilDate ? ["a visit of a day to come"] : [])
        default: []
        }
    }

    private func isHidden(_ matter: MatterID, from party: PartyID, _ charges: ChargeBook) -> Bool {
        charges.isSealed(matter) && !charges.holds(party, matter)
    }

    private mutating func led(
        _ it: Led,
        _ line: Books.Line,
        _ charges: ChargeBook
    ) -> [String] {
        let (step, day) = (it.step, it.step.says.on ?? line.at.civilDate)
        var faults: [String] = []
        if step.kind == .take {
            if cases[step.id] != nil { faults.append("takes a case on twice") }
            cases[step.id] = Case(matters: step.matters, on: day, party: it.recipient)
        }
        guard let known = cases[step.id] else { return ["a step on a case nobody took on"] }
        if known.isClosed { faults.append("a step on a closed case") }
        switch step.kind {
        case .take, .plan, .progress: break
        case .milestone:
            if step.number != known.goals.count + 1 { faults.append("leaves out a goal") }
            if day < known.on { faults.append("a goal before the case") }
            cases[step.id]?.goals.append(false)
        case .reach:
            let place = (step.number ?? 0) - 1
            if known.goals.indices.contains(place), !known.goals[place] {
                cases[step.id]?.goals[place] = true
            } else {
                faults.append("reaches a goal that is reached, or none")
            }
        case .pass: cases[step.id]?.party = it.recipient
        case .close: cases[step.id]?.isClosed = true
        }
        // What became sealed to its leader is closed before the office alone.
        let isQuiet =
            step.kind == .close
            && known.matters.contains { isHidden($0, from: known.party, charges) }
        if step.kind != .pass, it.recipient != (isQuiet ? .office : known.party) {
            faults.append("tells another leader")
        }
        let told = [it.recipient] + step.group
        for matter in known.matters {
            for party in told where party != .office && isHidden(matter, from: party, charges) {
                faults.append("tells \(party) of a sealed matter")
            }
        }
        return faults
    }
}
