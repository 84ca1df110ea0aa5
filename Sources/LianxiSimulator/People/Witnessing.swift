/// What a department's witness is like.
enum Witnessing: String, Hashable, Sendable, CaseIterable {
    /// Cosigns what continues what it keeps.
    case faithful
    /// Is enrolled, never cosigns, and judges others' cosignatures by a policy of its own.
    case absent
    /// Besides: hands in cosignatures of what is not so.
    case lying
}
