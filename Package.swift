// swift-tools-version: 6.2
import PackageDescription

// The house: rooms are libraries, doors are executables, arrows are the dependencies below and no others.
// Sources/Documentation.docc/Architecture.md says what each room is for; Tests/TidyTests keeps it so.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// The rooms in which a simulated conference spends its time.
///
/// `LIANXI_OPTIMISED` has them optimised, each as one module, within the debug build, so that one build
/// serves the tests and the simulator.
let quick: Set = [
    "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice", "LianxiServer",
    "LianxiClient", "LianxiSimulator",
]
let optimisation: [SwiftSetting] =
    Context.environment["LIANXI_OPTIMISED"] == nil
    ? [] : [.unsafeFlags(["-O", "-whole-module-optimization", "-num-threads", "2"])]

/// One room of the house: a library and the rooms it may look into.
func room(_ name: String, _ needs: [Target.Dependency] = []) -> Target {
    .target(
        name: name,
        dependencies: needs,
        swiftSettings: settings + (quick.contains(name) ? optimisation : [])
    )
}

/// A front door: an executable, and the only kind of target that wires rooms together.
func door(_ name: String, _ needs: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: needs, swiftSettings: settings)
}

/// The tests of one room or door.
func tests(of name: String, _ needs: [Target.Dependency] = [], resources: [Resource] = []) -> Target
{
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name)] + needs,
        resources: resources,
        swiftSettings: settings
    )
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
/// SQLite's own functions, from the same package, for the paths where every copy counts.
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "lianxi",
    products: [.library(name: "lianxi-fuzzing", type: .static, targets: ["Fuzzing"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Ground: imports nothing.
        room("LianxiCore"),
        room("LianxiJSON"),

        // Pure rooms: values in, values out.
        room("LianxiLedger", ["LianxiCore", "LianxiJSON", crypto]),
        room("LianxiWire", ["LianxiCore", "LianxiJSON"]),
        room("LianxiOffice", ["LianxiCore", "LianxiLedger", "LianxiWire", crypto]),

        // Rooms that run: they wait, but only through protocols the pure rooms declare.
        room(
            "LianxiServer",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice", deque,
                logging,
            ]
        ),
        room(
            "LianxiClient",
            ["LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice", logging]
        ),

        // Drivers: the only rooms that touch a socket, a file or the service manager.
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        room("LianxiZeroMQ", ["LianxiCore", "LianxiWire", "CZeroMQ", deque, logging]),
        .systemLibrary(name: "CFileSystem"),
        room(
            "LianxiSQLite",
            ["LianxiCore", "LianxiLedger", "LianxiClient", "CFileSystem", crypto, grdb, sqlite]
        ),
        room("LianxiFiles", ["LianxiCore", "LianxiLedger"]),
        room("LianxiPrograms", ["LianxiFiles", subprocess, system]),
        room("LianxiCommands", ["LianxiCore", "LianxiLedger", "LianxiFiles", arguments]),
        room("LianxiSockets"),
        room("LianxiHTTP", ["LianxiServer", "LianxiSockets"]),
        room(
            "LianxiTokens",
            ["LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiPrograms", "LianxiSockets"]
        ),
        // Opens OpenSSL at run time; nothing links it.
        room("LianxiCommercial", ["LianxiCore", "LianxiLedger"]),
        room("LianxiHummingbird", ["LianxiClient", "LianxiLedger", hummingbird, logging, nio]),
        room("LianxiSettings", ["LianxiCore", "LianxiJSON", "LianxiLedger", yams]),
        room("LianxiSystemd", [logging]),

        // A world: the rooms that run, in one thread, with chance for a driver.
        room(
            "LianxiSimulator",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice",
                "LianxiServer",
                "LianxiClient", logging,
            ]
        ),

        // Front doors.
        door(
            "lianxid",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice",
                "LianxiServer",
                "LianxiClient", "LianxiCommands", "LianxiFiles", "LianxiSQLite", "LianxiZeroMQ",
                "LianxiHTTP", "LianxiCommercial", "LianxiSettings", "LianxiSockets",
                "LianxiSystemd",
                "LianxiTokens", arguments,
                crypto, lifecycle,
                logging, signals,
            ]
        ),
        door(
            "lianxictl",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice",
                "LianxiClient",
                "LianxiCommands", "LianxiFiles", "LianxiZeroMQ", "LianxiSettings", "LianxiTokens",
                arguments, crypto, logging,
            ]
        ),
        door(
            "lianxi-agent",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiClient",
                "LianxiCommands", "LianxiFiles", "LianxiPrograms", "LianxiSQLite", "LianxiZeroMQ",
                "LianxiHummingbird",
                "LianxiSettings", "LianxiSockets", "LianxiSystemd", "LianxiTokens", arguments,
                logging,
            ]
        ),
        door(
            "lianxi-audit",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiCommands", "LianxiFiles",
                "LianxiCommercial", arguments,
            ]
        ),
        door(
            "lianxi-simulate",
            [
                "LianxiCore", "LianxiJSON", "LianxiCommands", "LianxiFiles", "LianxiSettings",
                "LianxiSimulator", arguments,
            ]
        ),
        door(
            "lianxi-benchmark",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice",
                "LianxiClient",
                "LianxiCommands", "LianxiServer", "LianxiSQLite", "LianxiZeroMQ", "LianxiSockets",
                "CZeroMQ", arguments, crypto, logging,
            ]
        ),

        tests(of: "LianxiCore"),
        tests(of: "LianxiJSON"),
        tests(
            of: "LianxiLedger",
            ["LianxiCore", "LianxiJSON", "Paper"],
            resources: [.copy("Vectors")]
        ),
        tests(
            of: "LianxiWire",
            ["LianxiCore", "LianxiJSON", "LianxiLedger"],
            resources: [.copy("Vectors")]
        ),
        tests(
            of: "LianxiServer",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice",
                "LianxiSettings", "Paper", logging,
            ]
        ),
        tests(
            of: "LianxiClient",
            ["LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", logging]
        ),
        tests(of: "LianxiZeroMQ", ["LianxiCore", "LianxiWire", "CZeroMQ", logging]),
        tests(
            of: "LianxiHTTP",
            [
                "LianxiCore", "LianxiLedger", "LianxiServer", "LianxiClient", "LianxiHummingbird",
                "LianxiSockets", logging,
            ]
        ),
        tests(
            of: "LianxiTokens",
            ["LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiPrograms", subprocess]
        ),
        tests(
            of: "LianxiCommercial",
            ["LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiTokens", "Paper"]
        ),
        tests(of: "LianxiSQLite", ["LianxiCore", "LianxiLedger", "LianxiClient", grdb]),
        tests(
            of: "LianxiSettings",
            ["LianxiCore", "LianxiJSON"],
            resources: [.copy("Mistakes"), .copy("Registers"), .copy("Regulations")]
        ),
        tests(of: "LianxiPrograms", ["LianxiFiles"]),
        tests(of: "LianxiFiles", ["LianxiCore", "LianxiLedger"]),
        tests(of: "LianxiSystemd", [logging]),
        tests(
            of: "LianxiSimulator",
            ["LianxiCore", "LianxiLedger", "LianxiSettings", "lianxi-simulate"]
        ),
        tests(
            of: "lianxictl",
            [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiClient",
                "LianxiCommands", "LianxiFiles", "LianxiSettings",
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiOffice",
                "LianxiServer",
                "LianxiClient", "LianxiSQLite", "LianxiZeroMQ", "LianxiSettings", "LianxiSockets",
                "CZeroMQ", "Paper", "LianxiCommercial", "lianxid", "lianxictl", "lianxi-agent",
                "lianxi-audit",
                logging,
            ],
            resources: [.copy("Python"), .copy("Dates"), .copy("Go"), .copy("Old")],
            swiftSettings: settings
        ),
        // An export in memory, for every test that spoils one.
        .target(
            name: "Paper",
            dependencies: ["LianxiCore", "LianxiLedger"],
            path: "Tests/Paper",
            swiftSettings: settings
        ),
        // What a fuzzer calls: every reader of bytes from outside. `.ci/fuzz` links it with libFuzzer.
        .target(
            name: "Fuzzing",
            dependencies: [
                "LianxiCore", "LianxiJSON", "LianxiLedger", "LianxiWire", "LianxiClient",
                "LianxiHTTP", "LianxiTokens", "LianxiSettings", "Paper",
            ],
            path: "Tests/Fuzzing",
            swiftSettings: settings
        ),
        tests(of: "Fuzzing", ["LianxiJSON", "LianxiWire"], resources: [.copy("Corpora")]),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
