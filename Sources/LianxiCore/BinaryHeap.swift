/// A queue that hands out its smallest element first.
///
/// Pushing and popping cost O(log n). Elements that compare equal come out in no stated order, so
/// give elements a total order where determinism matters.
struct BinaryHeap<Element: Comparable> {
    private(set) var storage: [Element] = []

    init() {}

    /// Builds a heap of the elements given; a sorted array is one already.
    init(_ elements: [Element]) { storage = elements.sorted() }

    var count: Int { storage.count }
    var isEmpty: Bool { storage.isEmpty }
    var first: Element? { storage.first }

    mutating func push(_ element: Element) {
        storage.append(element)
        var place = storage.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard storage[place] < storage[parent] else { return }
            storage.swapAt(place, parent)
            place = parent
        }
    }

    /// Removes and returns the smallest element; `nil` when there is none.
    @discardableResult
    mutating func pop() -> Element? {
        guard let last = storage.popLast() else { return nil }
        guard let smallest = storage.first else { return last }
        storage[0] = last
        sink(from: 0)
        return smallest
    }

    private mutating func sink(from start: Int) {
        var place = start
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < storage.count && storage[child] < storage[least] {
                least = child
            }
            guard least != place else { return }
            storage.swapAt(place, least)
            place = least
        }
    }
}

extension BinaryHeap: Equatable {}
extension BinaryHeap: Sendable where Element: Sendable {}
