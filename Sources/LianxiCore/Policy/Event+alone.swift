extension Event {
    /// People are told of it by itself and at once, never in a digest with others.
    ///
    /// Statutory notices and red cards, because they put a breach before whoever answers for it (arts. 39(3),
    /// 40), and would be overlooked among many; what is urgent, because it may not wait (art. 25).
    package var goesAlone: Bool {
        switch self {
        case .escalated(let it):
            it.action.isStatutory || it.card == .red || it.isUrgent || it.clock.duty.isUrgent
        case .dispatched(let it): it.facts.isUrgent
        case .stepped(let it): it.step.kind == .supervise
        default: false
        }
    }
}
