import Glibc
import Testing

@testable import LianxiSockets

/// Programs that start daemons of their own on one machine: the demo, the benchmark.
@Suite("Ports of this machine", .ownThreads)
struct LoopbackTests {
    /// Above those of the other tests.
    private static let first = 31_000

    @Test("Whoever chooses while another's daemon does not listen yet is given other ports")
    func claims() throws {
        let one = try #require(Loopback.claimPorts(20, from: Self.first))
        let other = try #require(Loopback.claimPorts(20, from: Self.first))
        #expect(min(one, other) >= Self.first)
        #expect(abs(one - other) >= 20)
    }

    @Test("Where somebody listens nobody is given a port")
    func taken() throws {
        let free = try #require(Loopback.claimPorts(1, from: Self.first))
        let listener = try #require(Listener(port: free + 40))
        defer { listener.close() }
        let given = try #require(Loopback.claimPorts(60, from: free))
        #expect(!(given..<given + 60).contains(listener.port))
    }

    @Test("A port that is looked at can be listened on meanwhile")
    func probing() throws {
        let port = try #require(Loopback.claimPorts(1, from: Self.first))
        let look = try #require(Loopback.bound(port))
        let listener = try #require(Listener(port: port))
        #expect(!Loopback.isFree(port))
        listener.close()
        close(look)
    }
}
