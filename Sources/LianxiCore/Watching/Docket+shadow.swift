extension Docket {
    /// The least time between two heads of the SM3 tree that are recorded: an hour, in milliseconds.
    private static let shadowMilliseconds: Int64 = 3_600_000

    /// Records a head of the SM3 tree when an hour is over since the last, and it is over something new.
    ///
    /// The entry that records a head is nothing new, or a quiet ledger would grow by itself.
    ///
    /// - Throws: ``Refusal/notPermitted`` when anybody but the daemon itself asks;
    ///   ``Refusal/malformed``.
    func recordShadow(
        _ it: ShadowHead,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        guard cause == nil else { throw .notPermitted }
        guard it.size > 0, it.size <= size else { throw .malformed }
        guard let last = lastShadow else { return .record([.shadowRecorded(it)]) }
        let isOver = last.mark.at.adding(milliseconds: Self.shadowMilliseconds) <= now
        let others = it.size > last.mark.index ? it.size - 1 : it.size
        return .record(isOver && others > last.head.size ? [.shadowRecorded(it)] : [])
    }

    mutating func take(_ it: ShadowHead, by mark: Mark) {
        lastShadow = ShadowRecord(mark: mark, head: it)
    }
}
