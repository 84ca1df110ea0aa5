extension Event {
    /// People are told of it by itself and at once, never in a digest with others.
    ///
    /// Statutory notices, red cards and the conference's measures, because they put a breach before whoever
    /// answers for it (arts. 39(3), 40), and would be overlooked among many; what is urgent, because it may
    /// not wait (art. 25).
    package var goesAlone: Bool {
        switch self {
        case .escalated(let it):
            it.action.isStatutory || it.card == .red || it.isUrgent || it.clock.duty.isUrgent
        case .dispatched(let it): it.facts.isUrgent
        case .stepped(let it): it.step.kind == .supervise
        case .documented(let it):
            it.move.step == .issued && it.subject.map(\.kind.goesAlone) ?? false
        default: false
        }
    }
}

extension DocumentKind {
    /// A measure of the conference, or a supervision sheet, which is a statutory notice.
    fileprivate var goesAlone: Bool { needsConvenor || self == .supervision }
}
