/// The server's bounds, and what happens at each.
enum ServerLimits {
    /// Commands that wait for the engine; a request beyond is refused `busy`.
    static let inbox = 8192
    /// Commands decided before one append.
    ///
    /// A request is never split, so one more may come in.
    static let round = 512
    /// Rounds recorded whose replies and publications are still to be sent; beyond, the engine waits.
    static let outbound = 8
    /// Requests answered from the store alone that wait; beyond, refused `busy`.
    static let lookups = 1024
    /// Bytes of the payloads one look shows; more is refused `too-large`: name fewer fields.
    static let shownDossierBytes = 524_288
    /// Pieces of papers, and papers to be compared with their SHA-256, that wait; a request beyond is
    /// refused `busy`.
    static let attachmentJobs = 256
    /// How long what was uploaded and not attached is kept.
    static let unfinishedMilliseconds: Int64 = 7 * 86_400_000
    /// How long one look at a paper opens its further pieces.
    static let lookMilliseconds: Int64 = 86_400_000
    /// Bytes of messages that are read and verified where they arrived; more are spread over tasks.
    static let bytesReadHere = 8192
    /// Messages one of those tasks reads and verifies.
    static let messagesToTask = 8
    /// Entries read at once during replay.
    static let replay = 1000
    /// Real time between two checkpoints at least, and before a full disk is tried again.
    static let checkpointMilliseconds = 1000
    /// Real time a checkpoint waits for its quorum before the next is signed at most, and between
    /// two looks at it.
    static let quorumMilliseconds = 5000
    static let quorumLookMilliseconds = 200
    /// Real time after which a witness that did not answer over HTTP is asked again: at first, and
    /// at most.
    static let remoteFirstPause = 1000
    static let remoteLongestPause = 60_000
    /// How far the clock may lie behind the newest entry, in milliseconds; beyond, the server does not
    /// start, and one that runs ends, rather than stamp hours of work with one moment.
    static let clockToleranceMilliseconds: Int64 = 300_000
    /// Real time between two looks at who was heard.
    static let watchMilliseconds = 60_000
    /// Entries the SM3 tree takes in before it signs, where it is far behind, and entries after which its
    /// state is kept again: a start has at most so many to hash once more.
    static let shadowStep: UInt64 = 200_000
    static let shadowKept: UInt64 = 50_000
    /// Roots of checkpoints kept in memory, so that an act's `head` need not be computed again.
    static let knownRoots = 1024
}
