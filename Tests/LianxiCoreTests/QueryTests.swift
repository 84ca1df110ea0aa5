import Testing

@testable import LianxiCore

@Suite("Queries")
struct QueryTests {
    @Test("Assignments are listed in the order of dispatch, page by page, none twice")
    func pages() {
        var it = Conference()
        let orders = (0..<25).map { _ in it.order() }
        var seen: [AssignmentID] = []
        var after: AssignmentID?
        repeat {
            let page = it.docket.assignments(after: after, limit: 10, at: it.now)
            seen += page.assignments.map(\.record.assignment.id)
            after = page.next
        } while after != nil
        #expect(seen == orders)
    }

    @Test("A filter takes what meets all its conditions")
    func filters() throws {
        var it = Conference()
        let mine = it.order()
        let other = it.order(to: Conference.departments[1])
        try it.receives(mine)
        func ids(_ filter: AssignmentFilter) -> [AssignmentID] {
            it.docket.assignments(matching: filter, limit: 10, at: it.now).assignments
                .map(\.record.assignment.id)
        }
        #expect(ids(AssignmentFilter(state: .delivered)) == [mine])
        #expect(ids(AssignmentFilter(department: Conference.departments[1])) == [other])
        #expect(ids(AssignmentFilter(state: .signed)) == [])
        #expect(ids(AssignmentFilter(isOverdue: true)) == [])
        it.go(to: "2026-08-13")
        #expect(ids(AssignmentFilter(isOverdue: true)) == [mine, other])
        #expect(ids(AssignmentFilter(state: .delivered, isOverdue: true)) == [mine])
    }

    @Test("Overdue is derived: it begins the day after the legal date, and ends with the duty")
    func overdue() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        let clock = try #require(it.clock(.signature, of: order))
        #expect(!clock.isOverdue(at: moment("2026-08-12", hour: 23)))
        #expect(clock.isOverdue(at: moment("2026-08-13", hour: 0)))
        it.go(to: "2026-08-13")
        try it.acts(.accept, on: order)
        #expect(it.docket.summary(of: order, at: it.now)?.isOverdue == false)
    }

    @Test("A matter is shown with its pieces, assignments and clocks")
    func matter() throws {
        var it = Conference()
        let order = it.order()
        let matter = it[order].assignment.matter
        try it.does(.join(matter, Conference.piece(90, received: it.now)))
        let view = try #require(it.docket.view(of: matter, at: it.now))
        #expect(view.record.pieces.count == 2)
        #expect(view.assignments.map(\.assignment.id) == [order])
        #expect(view.clocks.map(\.key.duty) == [.triage, .delivery])
        #expect(it.docket.chainLink(of: .matter(matter)).number == 4)
    }

    @Test("A matter is found by the number of any of its pieces, and two may share one")
    func numbers() throws {
        var it = Conference()
        let first = it.registered()
        let second = it.registered()
        let repeated = Conference.piece(90, received: it.now)
        try it.does(.join(first, repeated))
        try it.does(.join(first, repeated))
        try it.does(.join(second, repeated))
        let own = try #require(it.docket.matter(first)?.facts.piece.number)
        #expect(it.docket.matters(numbered: own) == [first])
        #expect(it.docket.matters(numbered: repeated.number) == [first, second])
        #expect(it.docket.matters(numbered: "\(own) ") == [])
    }

    @Test("A further piece of a matter starts no clock")
    func joined() throws {
        var it = Conference()
        let matter = it.registered()
        let before = it.docket.counts.runningClocks
        try it.does(.join(matter, Conference.piece(90, received: it.now)))
        #expect(it.docket.counts.runningClocks == before)
    }

    @Test("The status counts what each department has not signed")
    func counts() throws {
        var it = Conference()
        let orders = [it.order(), it.order(), it.order(to: Conference.departments[1])]
        try it.acts(.sign, on: orders[0])
        let counts = it.docket.counts
        #expect(counts.unsigned == [Conference.departments[0]: 1, Conference.departments[1]: 1])
        #expect(counts.assignments == 3 && counts.matters == 3)
    }

    @Test("An order is found by its entry, and says whether it still is the newest")
    func orders() throws {
        var it = Conference()
        let order = it.order()
        let first = it[order].order
        #expect(it.docket.order(at: first)?.isCurrent == true)
        try it.acts(.object, on: order)
        try it.decides(order, uphold: false)
        #expect(it.docket.order(at: first)?.isCurrent == false)
        #expect(it.docket.order(at: 0) == nil)
    }
}

@Suite("The agenda")
struct AgendaTests {
    @Test("A heap hands out what it was given, sorted")
    func heap() {
        var random = SeededGenerator(state: 7)
        var heap = BinaryHeap<Int>()
        let numbers = (0..<500).map { _ in Int.random(in: 0..<100, using: &random) }
        for number in numbers { heap.push(number) }
        var out: [Int] = []
        while let number = heap.pop() { out.append(number) }
        #expect(out == numbers.sorted())
        #expect(heap.isEmpty)
    }

    @Test("Settled clocks do not pile up in the agenda")
    func compact() throws {
        var it = Conference()
        for _ in 0..<3_000 {
            let order = it.order()
            try it.acts(.accept, on: order)
            try it.concludes(order)
        }
        #expect(it.docket.agenda.count < 2_000)
        #expect(it.docket.checkInvariants() == [])
    }
}
