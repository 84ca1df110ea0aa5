/// Tells a waiting loop that there may be something to do; rings that fall together count once.
package struct Doorbell: Sendable {
    /// The rings.
    ///
    /// One consumer; ends after ``close()``.
    package let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package func ring() { continuation.yield() }
    package func close() { continuation.finish() }
}
