/// Asks witnesses that speak HTTP; the door brings it.
package protocol WitnessCaller: Sendable {
    /// Posts a body and reads the answer.
    ///
    /// - Parameters:
    ///   - body: At most `AddCheckpoint.mostBytes`.
    ///   - address: The whole address, `http://…/add-checkpoint`.
    /// - Returns: The status and at most 64 KiB of the answer.
    /// - Throws: When there is none within a few seconds.
    func post(
        _ body: [UInt8],
        to address: String
    ) async throws -> (status: Int, body: [UInt8])
}
