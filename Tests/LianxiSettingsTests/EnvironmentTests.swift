import Foundation
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

    @Test(
        "The daemon ticks every hour, or as told, or never",
        arguments: [(nil, 60), ("15m", 15), ("24h", 1440), ("off", nil)] as [(String?, Int?)]
    )
    func ticks(text: String?, minutes: Int?) throws {
        let variables = text.map { ["LIANXI_TICKS": $0] } ?? [:]
        #expect(try DaemonSettings.load(file, environment: variables).tickMinutes == minutes)
        let age = text.map { ["LIANXI_AGENT_STALE_AFTER": $0] } ?? [:]
        let agent = try AgentSettings.load(Shipped.config("agent.yaml"), environment: age)
        #expect(agent.staleMinutes == (text == nil ? 180 : minutes))
    }

    @Test("A time between ticks that is no time, or longer than a day, is refused")
    func wrongTicks() throws {
        for text in ["25h", "0m", "on", ""] {
            let found = problems {
                _ = try DaemonSettings.load(file, environment: ["LIANXI_TICKS": text])
            }
            #expect(found.map(\.key) == ["LIANXI_TICKS"], "\(text)")
        }
    }

    @Test("Local rules are one path or a list in its order; a variable names one")
    func overlays() throws {
        let place = FileManager.default.temporaryDirectory
            .appending(path: "lx-\(UUID().uuidString.prefix(8)).yaml")
        defer { try? FileManager.default.removeItem(at: place) }
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("local: rules/local.yaml", with: "local: [/p.yaml, /d.yaml]")
        try Data(text.utf8).write(to: place)
        #expect(try DaemonSettings.load(place.path).localRules == ["/p.yaml", "/d.yaml"])
        let named = ["LIANXI_RULES_LOCAL": "/x.yaml", "LIANXI_RULES_RELATED": "/r.yaml"]
        let settings = try DaemonSettings.load(place.path, environment: named)
        #expect(settings.localRules == ["/x.yaml"])
        #expect(settings.relatedRules == "/r.yaml")
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
