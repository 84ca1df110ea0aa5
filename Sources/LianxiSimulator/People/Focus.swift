/// What the office turns to next.
enum OfficeTurn: CaseIterable, Sendable {
    case register, dispatch, dispatchCarelessly, decide, step, look, ask, enrol, paper, change
    case archive, confer, fill, lead, erase, attend, review, add, staff, attach

    /// How often of all, where nothing stands in the foreground.
    private var weight: Int {
        switch self {
        case .step, .paper: 4
        case .register, .dispatch: 6
        case .decide: 3
        case .dispatchCarelessly, .change, .erase, .review, .staff, .archive, .attach: 2
        case .confer: 7
        case .look, .ask, .enrol, .fill, .lead, .attend, .add: 1
        }
    }

    /// Each as often as it weighs.
    static let ordinary: [Self] = allCases.flatMap { Array(repeating: $0, count: $0.weight) }
}

/// What stands in the foreground of a world: half of the office's turns are of it.
///
/// A world in which everything happens comes far with nothing.
enum Focus: CaseIterable, Sendable {
    case nothing, handling, conference, papers, hands, erasure, officers

    var turns: [OfficeTurn] {
        switch self {
        case .nothing: OfficeTurn.ordinary
        case .handling: [.review, .review, .decide, .attend, .archive, .step]
        case .conference: [.confer, .confer, .confer, .fill, .lead]
        case .papers: [.paper, .paper, .paper, .look, .attach]
        case .hands: [.change, .fill, .dispatch, .step]
        case .officers: [.staff, .staff, .enrol, .change, .register]
        case .erasure: [.erase, .erase, .archive, .add, .attach]
        }
    }
}
