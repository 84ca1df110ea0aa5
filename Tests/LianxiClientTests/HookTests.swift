import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import Synchronization
import Testing

@Suite("The department's own system hears of every item")
struct HookTests {
    /// Fails so many times, then takes everything.
    private final class Program: HookRunner {
        let state: Mutex<(failures: Int, taken: [UInt64], inputs: [[UInt8]])>

        init(failures: Int) { state = Mutex((failures, [], [])) }

        func run(number: UInt64, input: [UInt8]) async throws(HookFailure) {
            let fails = state.withLock { state in
                guard state.failures == 0 else {
                    state.failures -= 1
                    return true
                }
                state.taken.append(number)
                state.inputs.append(input)
                return false
            }
            if fails { throw HookFailure("the printer is out of paper") }
        }
    }

    @Test("A hook that fails is called again, later and later, until it succeeds")
    func retried() async throws {
        let (daemon, machine) = (FakeDaemon(), Machine())
        for number in 1...2 { try daemon.dispatch(number, publish: false) }
        try await machine.agent(daemon) { $0.callsHook = true }.visit()
        let program = Program(failures: 3)
        let loop = HookLoop(
            inbox: machine.inbox,
            runner: program,
            surroundings: machine.surroundings
        )
        var attempts = 0
        for _ in 0..<10_000 where program.state.withLock({ $0.taken.count }) < 2 {
            attempts += try await loop.deliverDue()
            try await machine.surroundings.sleep(100)
        }
        #expect(program.state.withLock { $0.taken.sorted() } == [1, 2])
        #expect(attempts == 5)
        #expect(machine.seen.withLock { $0.uptime } > 1000)
        #expect(await machine.inbox.waiting(for: .hook) == 0)
    }

    @Test("A clock set back by days keeps no item from a hook that failed before")
    func setBack() async throws {
        let (daemon, machine) = (FakeDaemon(), Machine())
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon) { $0.callsHook = true }.visit()
        let program = Program(failures: 1)
        let loop = HookLoop(
            inbox: machine.inbox,
            runner: program,
            surroundings: machine.surroundings
        )
        #expect(try await loop.deliverDue() == 1)
        #expect(try await loop.deliverDue() == 0)
        machine.seen.withLock { $0.uptime -= 3 * 86_400_000 }
        #expect(try await loop.deliverDue() == 1)
        #expect(program.state.withLock { $0.taken } == [1])
    }

    @Test("A hook is told number, place, type, matter, assignment and the entry itself")
    func input() async throws {
        let (daemon, machine) = (FakeDaemon(), Machine())
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon) { $0.callsHook = true }.visit()
        let program = Program(failures: 0)
        _ = try await HookLoop(
            inbox: machine.inbox,
            runner: program,
            surroundings: machine.surroundings
        ).deliverDue()
        let bytes = try #require(program.state.withLock { $0.inputs.first })
        guard case .object(let input) = try JSONValue(canonical: bytes) else {
            return #expect(Bool(false), "no object")
        }
        #expect(input["number"] == 1)
        #expect(input["type"] == "dispatched")
        #expect(input["assignment"] == .string("\(Sample.assignment(1))"))
        #expect(input["entry"] != nil)
    }

    @Test("The wait doubles, lies within its half, and has an end")
    func backoff() {
        var backoff = Backoff(first: 100, longest: 1000)
        let waits = (0..<6).map { _ in backoff.next(random: .max) }
        for (wait, step) in zip(waits, [100, 200, 400, 800, 1000, 1000]) {
            #expect((step / 2...step).contains(wait))
        }
        #expect((500...1000).contains(Backoff.wait(after: 99, first: 2, longest: 1000, random: 7)))
    }
}
