import LianxiCore
import LianxiWire

// Cases that leaders take on, and their visits.

/// What the office enters next of leaders' cases, drawn from how they stand.
///
/// It asks neither whether a matter is sealed nor whether the case is closed.
struct OfficeCases {
    let docket: Docket
    let lot: Lot
    let handlers: [PartyID]
    let now: Timestamp

    /// A step, and now and then one more on a case that it closes.
    func steps(_ matters: [MatterRecord]) -> [LeadRequest] {
        let known = lot.happens(650) ? lot.pick(from: docket.leaderCases) : nil
        guard let step = known.map(next) ?? take(matters) else { return [] }
        let isClosed = step.kind == .close && lot.happens(500)
        return ([step] + (isClosed ? [CaseStep(.progress, of: step.id)] : [])).map {
            LeadRequest(officer: ConferenceKeys.clerk, step: $0, note: "说明")
        }
    }

    func visit(_ matters: [MatterRecord]) -> VisitRequest? {
        guard let kind = lot.pick(from: VisitKind.allCases), let party else { return nil }
        return VisitRequest(
            officer: ConferenceKeys.clerk,
            visit: Visited(
                visit: VisitID(high: 7, low: lot.next()),
                kind: kind,
                person: "县长",
                party: party,
                on: now.civilDate.adding(days: -lot.pick(0...3)),
                place: "永定镇",
                matters: some(of: matters)
            ),
            note: lot.happens(500) ? "承诺一周内答复" : nil
        )
    }

    private var party: PartyID? { lot.pick(from: handlers + [.leaders, .leaders]) }

    private func some(of matters: [MatterRecord]) -> [MatterID] {
        matters.filter { _ in lot.happens(200) }.prefix(3).map(\.facts.matter)
    }

    private func take(_ matters: [MatterRecord]) -> CaseStep? {
        guard let party, let one = lot.pick(from: matters)?.facts.matter else { return nil }
        let others = some(of: matters).filter { $0 != one }
        return CaseStep(
            .take,
            of: LeaderCaseID(high: 6, low: lot.next()),
            StepDetails(person: "县长", party: party),
            matters: [one] + others,
            group: handlers.filter { _ in lot.happens(300) },
            visit: lot.happens(300) ? lot.pick(from: docket.visits)?.visit : nil
        )
    }

    private func next(_ known: LeaderCase) -> CaseStep {
        let day = now.civilDate
        let goal = lot.pick(1...(known.milestones.count + 1))
        return switch lot.pick(0...7) {
        case 0: CaseStep(.plan, of: known.id, group: handlers.filter { _ in lot.happens(500) })
        case 1, 2:
            CaseStep(.milestone, of: known.id, StepDetails(on: day.adding(days: lot.pick(-2...20))))
        case 3, 4: CaseStep(.reach, of: known.id, StepDetails(on: day), number: goal)
        case 5: CaseStep(.progress, of: known.id)
        case 6: CaseStep(.pass, of: known.id, StepDetails(person: "副县长", party: party))
        default:
            CaseStep(
                .close,
                of: known.id,
                StepDetails(word: lot.pick(from: CaseResult.allCases)?.rawValue)
            )
        }
    }
}
