package import LianxiCore

/// The operations of a desk, by the names requests carry in `op`.
package enum OperationName: String, Hashable, Sendable, CaseIterable {
    case hello, sync, receive, act, look, checkpoint, cosign, present, prove
    case register, join, dispatch
    case decideObjection = "decide-objection"
    case step, reorganise, appoint, posts, channel, looks, documents, suggestions
    case draftDocument = "draft-document"
    case documentStep = "document-step"
    case openDocument = "open-document"
    case list, show, find, candidates, entries, parties, enrol, revoke, status, calendar, statistics
    case adoptCalendar = "adopt-calendar"
    case policy
    case meeting, task, seat, conference, sheet
    case adoptRoster = "adopt-roster"
    case changeRoster = "change-roster"
    case rosters
    case handOver = "hand-over"
    case adoptRoutes = "adopt-routes"
    case propose, routes
    case askErasure = "ask-erasure"
    case erase
    case upload, attach
    case openAttachment = "open-attachment"
    case lead, visit, cases, invite, carry, seal, due, names

    /// Whether a party of that kind may ask it; else the answer is `not-permitted`.
    package func isAllowed(for kind: PartyKind) -> Bool {
        switch self {
        case .hello, .sync, .checkpoint, .prove, .channel, .conference, .sheet, .documents,
            .openDocument, .names:
            true
        case .act, .cosign, .present: kind == .department || kind == .leaders
        case .receive: kind == .department
        case .look, .looks, .list, .show, .openAttachment: kind == .department || kind == .office
        case .meeting, .lead, .visit, .cases: kind == .office || kind == .leaders
        case .task, .seat, .draftDocument, .documentStep, .suggestions: kind == .office
        case .register, .join, .dispatch, .decideObjection, .step, .reorganise, .appoint, .posts,
            .find, .candidates, .entries, .parties, .enrol, .revoke, .status, .calendar,
            .adoptCalendar, .statistics, .policy:
            kind == .office
        case .adoptRoster, .changeRoster, .rosters, .handOver, .adoptRoutes, .propose, .routes,
            .askErasure, .erase, .upload, .attach, .invite, .carry, .seal, .due:
            kind == .office
        }
    }

    /// The member that holds a batch, and how many elements it may have.
    ///
    /// More than that is refused as `too-many`, before anything is read.
    package var batch: (member: String, most: Int)? {
        switch self {
        case .receive: ("orders", WireLimits.receipts)
        case .act: ("acts", WireLimits.acts)
        case .register: ("matters", WireLimits.registrations)
        case .dispatch: ("orders", WireLimits.dispatches)
        case .channel: ("channels", NoticeChannel.allCases.count)
        case .hello, .sync, .look, .looks, .checkpoint, .cosign, .present, .prove, .join,
            .decideObjection, .step,
            .reorganise, .appoint, .posts, .list, .show, .find, .candidates, .entries, .parties,
            .enrol, .revoke, .status, .calendar, .adoptCalendar, .statistics, .policy, .meeting,
            .task, .seat, .conference, .sheet, .documents, .openDocument, .draftDocument,
            .documentStep, .suggestions, .adoptRoster, .changeRoster, .rosters, .handOver,
            .adoptRoutes, .propose, .routes, .askErasure, .erase, .lead, .visit, .cases,
            .upload, .attach, .openAttachment, .invite, .carry, .seal, .due, .names:
            nil
        }
    }
}
