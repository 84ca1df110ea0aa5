import Foundation
import Testing

/// The real `lianxi-simulate`, as the build left it beside the test bundle.
enum Program {
    /// How it ended and what it printed.
    struct Result {
        let code: Int32
        let output: String

        var trace: String { get throws { try #require(try members["trace"] as? String) } }
        var findings: [Any] { get throws { try #require(try members["findings"] as? [Any]) } }

        /// How often each kind of fault took effect.
        var happened: [String: Int] {
            get throws { try #require(try members["happened"] as? [String: Int]) }
        }

        func count(_ name: String) throws -> Int { try #require(try members[name] as? Int) }

        private var members: [String: Any] {
            get throws {
                try #require(
                    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
                )
            }
        }
    }

    static func run(_ arguments: String...) throws -> Result { try run(arguments) }

    static func run(_ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = folder.appending(path: "lianxi-simulate")
        let config = arguments.contains("--config") ? [] : ["--config", configuration]
        process.arguments = arguments + config
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(
            code: process.terminationStatus,
            output: String(decoding: bytes, as: UTF8.self)
        )
    }

    /// `LIANXI_PROGRAMS` names another folder, such as that of a release build.
    private static var folder: URL {
        if let named = ProcessInfo.processInfo.environment["LIANXI_PROGRAMS"] {
            return URL(filePath: named)
        }
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }

    private static var configuration: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "config").path
    }
}
