extension Transition {
    /// The 48 transitions, in order.
    package static let all = coming + handling + answering + ending
}
