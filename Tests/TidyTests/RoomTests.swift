import Foundation
import Testing

/// The house: which room may look into which.
@Suite("The rooms keep their doors")
struct RoomTests {
    let tree = SourceTree()

    /// What each target may import.
    ///
    /// A name missing here is a room nobody agreed on.
    static let allowed: [String: Set<String>] = {
        let pure: Set = ["LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire"]
        let system: Set = ["Foundation", "Glibc", "Dispatch", "Synchronization"]
        let all = pure.union(system).union([
            "LianxiOffice", "LianxiClient", "LianxiServer", "LianxiSQLite", "LianxiZeroMQ",
            "LianxiSettings",
            "LianxiCommands", "LianxiFiles", "LianxiHTTP", "LianxiHummingbird", "LianxiSockets",
            "LianxiSystemd",
            "LianxiTokens", "LianxiPrograms", "LianxiCommercial", "ArgumentParser", "Crypto",
            "Logging",
            "ServiceLifecycle", "UnixSignals",
        ])
        return [
            "LianxiCore": [],
            "LianxiJSON": [],
            "LianxiLedger": ["LianxiCore", "LianxiJSON", "Crypto"],
            "LianxiWire": ["LianxiCore", "LianxiJSON"],
            "LianxiOffice": ["LianxiCore", "LianxiLedger", "LianxiWire", "Crypto"],
            "LianxiServer": pure.union([
                "LianxiOffice", "Crypto", "DequeModule", "Logging", "Synchronization",
            ]),
            "LianxiClient": pure.union(["LianxiOffice", "Crypto", "Logging", "Synchronization"]),
            "LianxiZeroMQ": [
                "LianxiCore", "LianxiWire", "CZeroMQ", "DequeModule", "Logging", "Glibc",
                "Synchronization",
            ],
            "LianxiFiles": ["LianxiCore", "LianxiLedger", "Foundation", "Glibc"],
            "LianxiCommands": [
                "LianxiCore", "LianxiLedger", "LianxiFiles", "ArgumentParser", "Dispatch", "Glibc",
                "Synchronization",
            ],
            "LianxiPrograms": ["LianxiFiles", "Subprocess", "SystemPackage", "Glibc"],
            "LianxiSockets": ["Glibc"],
            "LianxiCommercial": ["LianxiCore", "LianxiLedger", "Glibc"],
            "LianxiHTTP": ["LianxiServer", "LianxiSockets", "Dispatch"],
            "LianxiTokens": [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiPrograms", "LianxiSockets",
                "Dispatch", "Foundation",
            ],
            "LianxiHummingbird": [
                "LianxiClient", "LianxiLedger", "Hummingbird", "Logging", "NIOCore",
            ],
            "LianxiSQLite": system.union([
                "LianxiCore", "LianxiLedger", "LianxiClient", "CFileSystem", "GRDB", "GRDBSQLite",
                "Crypto",
            ]),
            "LianxiSettings": system.union(["LianxiCore", "LianxiJSON", "LianxiLedger", "Yams"]),
            "LianxiSystemd": system.union(["Logging"]),
            "LianxiSimulator": pure.union([
                "LianxiOffice", "LianxiServer", "LianxiClient", "Logging", "Synchronization",
            ]),
            "lianxi-simulate": pure.union(system).union([
                "LianxiSimulator", "LianxiSettings", "LianxiCommands", "LianxiFiles",
                "ArgumentParser",
            ]),
            "lianxid": all.subtracting(["LianxiHummingbird"]),
            "lianxictl": all.subtracting([
                "LianxiServer", "LianxiSQLite", "LianxiHTTP", "LianxiHummingbird", "LianxiSockets",
            ]),
            "lianxi-agent": all.subtracting(["LianxiServer", "LianxiHTTP"]),
            "lianxi-audit": pure.union(system).union([
                "LianxiCommands", "LianxiFiles", "LianxiCommercial", "ArgumentParser",
            ])
            .subtracting(["LianxiWire"]),
            "lianxi-benchmark": all.union(["CZeroMQ"]),
        ]
    }()

    @Test("A room imports only what the plan of the house allows")
    func imports() throws {
        let pattern =
            #/^\s*(?:(?:public|package|internal|private|@testable)\s+)*import\s+(?:struct\s+|enum\s+|class\s+|func\s+|protocol\s+)?(\w+)/#
        for file in try tree.swiftFiles() {
            guard let room = file.room else { continue }
            guard let allowed = Self.allowed[room] else {
                Issue.record("\(file.path): no such room in the plan; add it to RoomTests.allowed")
                continue
            }
            for index in file.lines.indices {
                guard let match = file.lines[index].firstMatch(of: pattern) else { continue }
                #expect(
                    allowed.contains(String(match.1)),
                    "\(file.place(index)): \(room) may not look into \(match.1)"
                )
            }
        }
    }

    @Test("Pure rooms have no clock, no randomness and no identifiers of their own")
    func purity() throws {
        let pure: Set = [
            "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice",
        ]
        let banned =
            #/\bDate\(|\.now\b|UUID\(|SystemRandomNumberGenerator|\.random\(|\.randomElement|\.shuffled\(\)|Task\.sleep|ContinuousClock|SuspendingClock/#
        for file in try tree.swiftFiles() where pure.contains(file.room ?? "") {
            for index in file.lines(matching: banned) {
                Issue.record("\(file.place(index)): take it as a parameter")
            }
        }
    }

    @Test("The server and the client wait only on the clock they were given")
    func injectedTime() throws {
        let running: Set = ["LianxiServer", "LianxiClient", "LianxiSimulator"]
        let banned =
            #/\bDate\(|Task\.sleep|ContinuousClock|Task\.detached|DispatchQueue|SystemRandomNumberGenerator\(\)/#
        for file in try tree.swiftFiles() where running.contains(file.room ?? "") {
            for index in file.lines(matching: banned) {
                Issue.record("\(file.place(index)): use the clock and generator passed in")
            }
        }
    }

    @Test("Nothing is global and changeable")
    func noSingletons() throws {
        let banned =
            #/\bstatic var \w+[^{]*(=|$)|\bstatic let shared\b|^(package |private |internal |fileprivate )?var /#
        for file in try tree.swiftFiles() where file.room != nil {
            for index in file.lines(matching: banned)
            where !file.lines[index].contains("{") {
                Issue.record("\(file.place(index)): wire it in a door instead")
            }
        }
    }

    @Test("Every source file belongs to a room, and the top level is exactly as agreed")
    func topLevel() throws {
        #expect(
            try tree.visibleTopLevel()
                == ["Package.swift", "README.md", "Sources", "Tests", "config", "systemd"]
        )
        let plan = try String(
            contentsOf: tree.top.appending(path: "Package.swift"),
            encoding: .utf8
        )
        for room in Self.allowed.keys {
            #expect(plan.contains("\"\(room)\""), "\(room) is allowed imports but is no target")
        }
    }
}
