import LianxiCore
import LianxiJSON
import Testing

@testable import LianxiSettings

@Suite("Settings from the environment")
struct EnvironmentTests {
    private let file = Shipped.config("lianxid.yaml")

    @Test("A variable goes before the file, key by key")
    func overrides() throws {
        let settings = try DaemonSettings.load(
            file,
            environment: [
                "LIANXI_LISTEN_PORTS": "6000-6099", "LIANXI_STORAGE_RESERVE_MIB": "128",
                "LIANXI_LOG_LEVEL": "debug", "LIANXI_LOCAL_DESK": "/run/other.sock",
                "HOME": "/root",
            ]
        )
        #expect(settings.ports == 6000...6099)
        #expect(settings.reserveMebibytes == 128)
        #expect(settings.logLevel == .debug)
        #expect(settings.localDesk == "/run/other.sock")
        #expect(settings.listenAddress == "127.0.0.1")
    }

    @Test("A wrong value in a variable is told by the variable's name")
    func wrong() throws {
        let found = problems {
            _ = try DaemonSettings.load(file, environment: ["LIANXI_LISTEN_PORTS": "many"])
        }
        let problem = try #require(found.first)
        #expect(problem.file == "environment")
        #expect(problem.line == nil)
        #expect(problem.key == "LIANXI_LISTEN_PORTS")
        #expect(problem.value == "many")
        #expect(
            problem.sentence(.en).hasPrefix(
                "environment: LIANXI_LISTEN_PORTS: found \"many\"; expected a range of ports"
            )
        )
    }

    @Test("The agent has a prefix of its own")
    func agent() throws {
        let settings = try AgentSettings.load(
            Shipped.config("agent.yaml"),
            environment: ["LIANXI_AGENT_PARTY": "housing", "LIANXI_PARTY": "health"]
        )
        #expect(settings.party.text == "housing")
    }

    @Test("What is wrong is there for programs too")
    func json() {
        let problem = SettingsProblem(
            .wrong,
            file: "a.yaml",
            line: 3,
            column: 9,
            key: "log.level",
            value: "loud",
            expected: Wording("一档", "a level")
        )
        #expect(
            String(decoding: problem.json(.en).canonicalBytes, as: UTF8.self)
                == #"{"column":9,"expected":"a level","file":"a.yaml","key":"log.level","kind":"wrong","line":3,"#
                + #""message":"a.yaml:3:9: log.level: found \"loud\"; expected a level","value":"loud"}"#
        )
    }
}
