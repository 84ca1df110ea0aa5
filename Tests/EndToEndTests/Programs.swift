import Foundation
import Testing

/// The real programs, as the build left them beside the test bundle.
enum Programs {
    /// `LIANXI_PROGRAMS` names another folder, such as that of a release build.
    static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["LIANXI_PROGRAMS"] {
            return URL(filePath: named)
        }
        #if os(Linux)
            let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        #endif
        // The bundle is run by its own executable, which lies in the build folder.
        return URL(filePath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }()

    static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func path(_ name: String) -> URL { folder.appending(path: name) }
}

/// What a program printed and how it ended.
struct Finished {
    let code: Int32
    let output: String
    let errors: String

    /// The output as one JSON value, or as one per line when it is several.
    func json() throws -> [String: Any] {
        let data = Data(output.utf8)
        return try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any],
            "not a JSON object: \(output) \(errors)"
        )
    }
}

/// Runs a program to its end, at most two minutes.
@discardableResult
func run(
    _ program: String,
    _ arguments: [String],
    input: String? = nil,
    in folder: URL? = nil,
    environment: [String: String] = [:]
) throws -> Finished {
    let process = Process()
    process.executableURL =
        program.hasPrefix("/") ? URL(filePath: program) : Programs.path(program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let spool = FileManager.default.temporaryDirectory.appending(
        path: "lianxi-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: spool) }
    func file(_ name: String) throws -> (URL, FileHandle) {
        let place = spool.appending(path: name)
        _ = FileManager.default.createFile(atPath: place.path, contents: nil)
        return (place, try FileHandle(forWritingTo: place))
    }
    let (output, outputHandle) = try file("output")
    let (errors, errorsHandle) = try file("errors")
    process.standardOutput = outputHandle
    process.standardError = errorsHandle
    if let input {
        let place = spool.appending(path: "input")
        try Data(input.utf8).write(to: place)
        process.standardInput = try FileHandle(forReadingFrom: place)
    } else {
        process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    let watchdog = DispatchWorkItem { [pid = process.processIdentifier] in kill(pid, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: watchdog)
    process.waitUntilExit()
    watchdog.cancel()
    return Finished(
        code: process.terminationStatus,
        output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8)
    )
}

/// A program that runs beside the test until it is stopped or killed.
final class Running {
    let process = Process()
    let log: URL

    init(_ program: String, _ arguments: [String], log: URL) throws {
        self.log = log
        if !FileManager.default.fileExists(atPath: log.path) {
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        process.executableURL =
            program.hasPrefix("/") ? URL(filePath: program) : Programs.path(program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    func kill9() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end and waits; insists after ten seconds.
    @discardableResult
    func stop() -> Int32 {
        if process.isRunning {
            process.terminate()
            let end = Date().addingTimeInterval(10)
            while process.isRunning, Date() < end { usleep(20_000) }
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
        }
        return process.terminationStatus
    }

    deinit { stop() }
}

/// Looks again and again, every 50 ms, until the condition holds or the time is up.
func eventually(
    within seconds: Double = 30,
    _ what: String,
    _ condition: () throws -> Bool
) throws {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
        if try condition() { return }
        usleep(50_000)
    }
    Issue.record("not within \(seconds) s: \(what)")
    throw NeverHappened(what: what)
}

struct NeverHappened: Error { let what: String }
