extension Docket {
    /// Records a tick when it is time for one.
    ///
    /// That is after so long a quiet; and in a busy ledger so long after the last tick, when something
    /// was witnessed since. A checkpoint that is not newer than the last one carried is left out.
    ///
    /// - Throws: ``Refusal/notPermitted`` when anybody but the daemon itself asks;
    ///   ``Refusal/malformed``.
    func tick(_ it: Tick, by cause: Cause?, at now: Timestamp) throws(Refusal) -> Decision {
        guard cause == nil else { throw .notPermitted }
        guard it.isWellFormed, it.witnessed.map({ $0.size <= size }) ?? true else {
            throw .malformed
        }
        let newer = it.witnessed.flatMap { $0.size > lastTick?.witnessedSize ?? 0 ? $0 : nil }
        func isOver(since moment: Timestamp?) -> Bool {
            guard let moment else { return false }
            return moment.adding(milliseconds: it.milliseconds) <= now
        }
        let isDue =
            isOver(since: lastAt)
            || newer != nil && isOver(since: lastTick?.mark.at ?? founding?.mark.at)
        return .record(isDue ? [.ticked(Tick(minutes: it.minutes, witnessed: newer))] : [])
    }

    mutating func take(_ it: Tick, by mark: Mark) {
        lastTick = TickRecord(
            mark: mark,
            witnessedSize: it.witnessed?.size ?? lastTick?.witnessedSize ?? 0
        )
    }
}
