import LianxiClient
import LianxiCore
import Logging
import Synchronization
import Testing

@Suite("A clock that is not the daemon's")
struct OtherClockTests {
    private let daemon = FakeDaemon()
    private let machine = Machine()

    /// Keeps what is logged.
    private struct Keeper: LogHandler {
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?
        var logLevel = Logger.Level.warning
        let keep: @Sendable (String) -> Void

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            keep("\(event.message) \(event.metadata?["seconds-ahead"] ?? "")")
        }
    }

    /// What the agent's log says where the machine's clock is so many minutes ahead of the daemon's.
    private func said(minutesAhead minutes: Int64) async throws -> [String] {
        let machine = machine
        let told = Lines()
        let now = daemon.state.withLock { $0.now }.adding(milliseconds: minutes * 60_000)
        let agent = DepartmentAgent(
            configuration: try AgentConfiguration(
                enrolment: Sample.enrolment,
                software: "test/1"
            ),
            transport: daemon,
            inbox: machine.inbox,
            surroundings: Surroundings(
                now: { now },
                uptime: machine.surroundings.uptime,
                sleep: machine.surroundings.sleep,
                random: machine.surroundings.random,
                log: Logger(label: "test") { _ in Keeper { told.add($0) } }
            ),
            evidence: machine,
            observer: machine
        )
        try await agent.visit()
        return told.all
    }

    @Test("Five minutes are let pass; more are said in the log, ahead or behind")
    func said() async throws {
        #expect(try await said(minutesAhead: 5).isEmpty)
        #expect(try await said(minutesAhead: -5).isEmpty)
        let words = "this machine's clock is not the daemon's"
        #expect(try await said(minutesAhead: 6) == ["\(words) 360"])
        #expect(try await said(minutesAhead: -600) == ["\(words) -36000"])
    }
}

/// Lines from whatever task.
private final class Lines: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock { $0 } }

    func add(_ line: String) { kept.withLock { $0.append(line) } }
}
