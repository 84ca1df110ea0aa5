import Foundation

/// The real `lianxi-simulate` from the build folder.
enum Program {
    struct Result {
        let code: Int32
        let text: String

        /// The member of a line of JSON whose value is a text or a number.
        func member(_ name: String) -> String? {
            text.firstMatch(of: try! Regex("\"\(name)\":\"?([^\",}]*)")).map {
                String($0[1].substring ?? "")
            }
        }
    }

    static var top: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    static func run(_ arguments: String...) throws -> Result {
        let process = Process()
        process.executableURL = folder.appending(path: "lianxi-simulate")
        process.arguments = arguments + ["--config", top.appending(path: "config").path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(code: process.terminationStatus, text: String(decoding: bytes, as: UTF8.self))
    }

    /// Where the tests' own bundle lies, or the folder named.
    private static var folder: URL {
        if let given = ProcessInfo.processInfo.environment["LIANXI_PROGRAMS"] {
            return URL(filePath: given)
        }
        return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
    }
}
