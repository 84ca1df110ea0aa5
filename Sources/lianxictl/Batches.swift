/// Splits a list into runs that each fit one message: so many elements, and so many bytes.
struct Batches: Sequence, IteratorProtocol {
    /// Leaves room in a message of 256 KiB for all that stands around the elements.
    static let mostBytes = 200 * 1024

    private let sizes: [Int]
    private let most: Int
    private var start = 0

    /// - Parameters:
    ///   - sizes: Bytes of each element; one that is too long by itself stands in a run alone.
    ///   - most: Elements of a run, at least 1.
    init(_ sizes: [Int], most: Int) {
        precondition(most > 0, "runs of \(most)")
        self.sizes = sizes
        self.most = most
    }

    mutating func next() -> Range<Int>? {
        guard start < sizes.count else { return nil }
        var end = start
        var bytes = 0
        while end < sizes.count, end - start < most,
            end == start || bytes + sizes[end] <= Self.mostBytes
        {
            bytes += sizes[end]
            end += 1
        }
        defer { start = end }
        return start..<end
    }
}
