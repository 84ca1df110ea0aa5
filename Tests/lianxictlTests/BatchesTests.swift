import Testing

@testable import lianxictl

@Suite("Batches")
struct BatchesTests {
    @Test("Every element stands in exactly one run, in order, and no run passes a bound")
    func covers() {
        let sizes = (0..<1000).map { $0 * 7919 % 9000 }
        var next = 0
        for run in Batches(sizes, most: 100) {
            #expect(run.lowerBound == next)
            #expect((1...100).contains(run.count))
            #expect(sizes[run].reduce(0, +) <= Batches.mostBytes)
            next = run.upperBound
        }
        #expect(next == sizes.count)
    }

    @Test("An element longer than a message stands in a run alone, and the others go on")
    func tooLong() {
        let sizes = [10, Batches.mostBytes + 1, 10, 10]
        #expect(Array(Batches(sizes, most: 100)) == [0..<1, 1..<2, 2..<4])
    }

    @Test("Nothing gives no run; the bound itself still fits")
    func edges() {
        #expect(Array(Batches([], most: 100)) == [])
        #expect(Array(Batches([Batches.mostBytes], most: 1)) == [0..<1])
        #expect(Array(Batches([1, 1, 1], most: 2)) == [0..<2, 2..<3])
    }
}
