/// Who does work that can be shared: one after the other, or many at once.
///
/// The room has no threads of its own; a door brings them.
package protocol Workers: Sendable {
    /// The results of `body` for 0 up to but not including `count`, in that order.
    func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result]
}

/// One worker, who does everything himself.
package struct OneWorker: Workers {
    package init() {}

    package func map<Result: Sendable>(
        _ count: Int,
        _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        (0..<count).map(body)
    }
}
