import LianxiCore

extension ServerClock {
    /// Says which moment the next entry bears.
    ///
    /// - Parameter newest: The moment of the newest entry, below which no entry's may lie.
    /// - Returns: Now; or the newest entry's where the clock lies a little behind it.
    /// - Throws: ``ServerError`` of kind `clock` where it lies far behind.
    func moment(after newest: Timestamp?) throws(ServerError) -> Timestamp {
        let now = now()
        guard let newest, now < newest else { return now }
        guard now >= newest.adding(milliseconds: -ServerLimits.clockToleranceMilliseconds) else {
            throw ServerError(
                .clock,
                "the clock shows \(now.wallText), the newest entry is of \(newest.wallText)",
                zh: "时钟为 \(now.wallText)，而最新一条记于 \(newest.wallText)"
            )
        }
        return newest
    }
}
