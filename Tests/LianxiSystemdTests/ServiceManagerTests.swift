import Foundation
import Testing

@testable import LianxiSystemd

@Suite("What the daemon tells the service manager")
struct ServiceManagerTests {
    private static func pathName() -> String {
        FileManager.default.temporaryDirectory.appending(path: "lianxi-\(UUID().uuidString)").path
    }

    @Test(
        "Each message arrives as systemd spells it, on a path and on an abstract socket",
        arguments: [Self.pathName(), "@lianxi-\(UUID().uuidString)"]
    )
    func messages(name: String) throws {
        let manager = try FakeManager(name)
        let service = ServiceManager(["NOTIFY_SOCKET": name])
        #expect(service.isThere)
        service.ready(status: "serving 14 departments")
        service.status("two\nlines")
        service.fed()
        service.extendTimeout(microseconds: 5_000_000)
        service.failing(status: "configuration: lianxid.yaml:3:1", error: 22)
        service.stopping(status: "stopping")
        #expect(
            manager.received() == [
                "READY=1\nSTATUS=serving 14 departments", "STATUS=two lines", "WATCHDOG=1",
                "EXTEND_TIMEOUT_USEC=5000000",
                "STATUS=configuration: lianxid.yaml:3:1\nERRNO=22", "STOPPING=1\nSTATUS=stopping",
            ]
        )
    }

    @Test(
        "Without a manager, or with one of another kind, nothing is said and nothing fails",
        arguments: [
            [:], ["NOTIFY_SOCKET": "vsock:2:1234"], ["NOTIFY_SOCKET": ""],
            ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 107)],
        ]
    )
    func noManager(variables: [String: String]) {
        let service = ServiceManager(variables)
        #expect(!service.isThere)
        #expect(service.watchdogMicroseconds == nil)
        service.ready(status: "serving")
    }

    @Test("A manager that reads nothing cannot stop the daemon's loop")
    func fullQueue() throws {
        let manager = try FakeManager("@lianxi-\(UUID().uuidString)")
        let service = ServiceManager(["NOTIFY_SOCKET": manager.name])
        for _ in 0..<5000 { service.fed() }
        #expect(!manager.received().isEmpty)
    }

    @Test(
        "The watchdog is fed twice as often as it must be, and only by the process it is meant for"
    )
    func watchdog() {
        let variables = ["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "77"]
        #expect(ServiceManager(variables, process: 77).watchdogMicroseconds == 15_000_000)
        #expect(ServiceManager(variables, process: 78).watchdogMicroseconds == nil)
        #expect(ServiceManager(["WATCHDOG_USEC": "30000000"]).watchdogMicroseconds == nil)
        let odd = ["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "soon"]
        #expect(ServiceManager(odd).watchdogMicroseconds == nil)
    }

    @Test("Taking the variables removes them, so that no child speaks for the daemon")
    func taken() throws {
        let manager = try FakeManager("@lianxi-\(UUID().uuidString)")
        var variables = ["NOTIFY_SOCKET": manager.name, "WATCHDOG_USEC": "2000000", "HOME": "/"]
        let service = ServiceManager.taken(get: { variables[$0] }, unset: { variables[$0] = nil })
        #expect(service.watchdogMicroseconds == 1_000_000)
        #expect(variables == ["HOME": "/"])
        service.fed()
        #expect(manager.received() == ["WATCHDOG=1"])
    }
}
