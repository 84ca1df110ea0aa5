import Foundation
import LianxiSockets
import Synchronization
import Testing

/// Programs that start daemons of their own on one machine: the demo, the benchmark.
@Suite("Ports of this machine", .ownThreads)
struct LoopbackTests {
    /// Above those of the other tests.
    private static let first = 31_000

    @Test("Whoever chooses while another's daemon does not listen yet is given other ports")
    func claims() throws {
        let one = try #require(Loopback.claimPorts(20, from: Self.first))
        let other = try #require(Loopback.claimPorts(20, from: Self.first))
        #expect(one >= Self.first)
        #expect(other >= one + 20)
    }

    @Test("Where somebody listens nobody is given a port")
    func taken() throws {
        let free = try #require(Loopback.claimPorts(1, from: Self.first))
        let listener = try #require(Listener(port: free + 40))
        defer { listener.close() }
        let given = try #require(Loopback.claimPorts(60, from: free))
        #expect(given > listener.port)
    }

    @Test("A port that is looked at can be listened on meanwhile")
    func probing() throws {
        let port = try #require(Loopback.claimPorts(1, from: Self.first))
        let looks = Mutex(0)
        let looker = Thread {
            while looks.withLock({ $0 }) < 50_000 {
                _ = Loopback.isFree(port)
                looks.withLock { $0 += 1 }
            }
        }
        looker.start()
        var refused = 0
        while looks.withLock({ $0 }) < 50_000 {
            guard let listener = Listener(port: port) else {
                refused += 1
                continue
            }
            listener.close()
        }
        #expect(refused == 0)
    }
}
