import Glibc
import Testing

@testable import LianxiZeroMQ

@Suite("A party's connections are counted as the kernel has them")
struct ConnectionLimitTests {
    private let start = ContinuousClock.now
    private let listener: StillListener

    init() throws { listener = try StillListener() }

    /// Connections that stay, with both of their ends.
    private func connections(_ count: Int) throws -> [(caller: CInt, called: CInt)] {
        try (0..<count).map { _ in try listener.connection() }
    }

    private func end(_ connections: some Sequence<(caller: CInt, called: CInt)>) {
        for it in connections {
            close(it.caller)
            close(it.called)
        }
    }

    private func limit(_ most: Int) -> ConnectionLimit {
        var limit = ConnectionLimit(handshake: 5_000)
        limit.bound("desk:court", at: listener.address, to: most)
        return limit
    }

    private func admits(
        _ limit: inout ConnectionLimit,
        _ domain: String = "desk:court",
        at now: ContinuousClock.Instant
    ) -> Bool {
        limit.admits(domain, at: now)
    }

    @Test("Those admitted count while they live, however long ago they came")
    func old() throws {
        var limit = limit(2)
        var open: [(caller: CInt, called: CInt)] = []
        for _ in 0..<2 {
            open += try connections(1)
            #expect(admits(&limit, at: start))
        }
        open += try connections(1)
        #expect(!admits(&limit, at: start + .milliseconds(200)))
        limit.lookIfDue(at: start + .seconds(2))
        for later in [20, 3_600] {
            #expect(!admits(&limit, at: start + .seconds(later)))
        }
        end(open.prefix(1))
        #expect(admits(&limit, at: start + .seconds(3_601)))
        end(open.dropFirst())
    }

    @Test("Who comes just after a census is counted, and who was admitted long before it")
    func betweenCensuses() throws {
        var limit = limit(2)
        var open: [(caller: CInt, called: CInt)] = []
        for _ in 0..<2 {
            open += try connections(1)
            #expect(admits(&limit, at: start))
        }
        // Nobody looked for as long as a handshake may last, and somebody does just now.
        limit.lookIfDue(at: start + .seconds(8))
        open += try connections(1)
        #expect(!admits(&limit, at: start + .milliseconds(8_050)))
        #expect(!admits(&limit, at: start + .seconds(9)))
        end(open)
    }

    @Test("Many that came and went, and many that nobody admitted, take no room")
    func transient() throws {
        var limit = limit(2)
        for _ in 0..<8 {
            let passing = try connections(1)
            #expect(admits(&limit, at: start + .seconds(1)))
            end(passing)
            // The next one is judged by a census of its own.
            limit.lookIfDue(at: start + .seconds(3))
        }
        let strangers = try connections(8)
        #expect(admits(&limit, at: start + .seconds(60)))
        end(strangers)
    }

    @Test("Who is not bounded may have any number")
    func unbounded() throws {
        var limit = limit(0)
        let open = try connections(1)
        #expect(!admits(&limit, at: start))
        #expect(admits(&limit, "desk:office", at: start))
        limit.forget("desk:court")
        #expect(admits(&limit, at: start))
        end(open)
    }

    @Test("Somebody has to look again once somebody came in, and not before")
    func due() throws {
        var limit = limit(2)
        #expect(limit.due == nil)
        #expect(admits(&limit, at: start))
        #expect(limit.due == start + .seconds(1))
        limit.lookIfDue(at: start + .milliseconds(999))
        #expect(limit.due != nil)
        limit.lookIfDue(at: start + .seconds(1))
        #expect(limit.due == nil)
    }
}
