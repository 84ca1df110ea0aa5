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

    /// The path of one of ours; of another program it is the path itself.
    static func named(_ program: String) -> String {
        program.hasPrefix("/") ? program : path(program).path
    }
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
    let spool = FileManager.default.temporaryDirectory.appending(
        path: "lianxi-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: spool) }
    func place(_ name: String) -> URL { spool.appending(path: name) }
    if let input { try Data(input.utf8).write(to: place("input")) }
    let child = try ChildProcess(
        Programs.named(program),
        arguments,
        input: input == nil ? "/dev/null" : place("input").path,
        output: place("output").path,
        errors: place("errors").path,
        in: folder?.path,
        environment: environment
    )
    let watchdog = DispatchWorkItem { child.send(SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: watchdog)
    let code = child.wait()
    watchdog.cancel()
    return Finished(
        code: code,
        output: try String(contentsOf: place("output"), encoding: .utf8),
        errors: try String(contentsOf: place("errors"), encoding: .utf8)
    )
}

/// A program that runs beside the test until it is stopped or killed.
final class Running {
    let process: ChildProcess
    let log: URL

    init(_ program: String, _ arguments: [String], log: URL) throws {
        self.log = log
        process = try ChildProcess(
            Programs.named(program),
            arguments,
            output: log.path,
            errors: log.path
        )
    }

    var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    func kill9() {
        process.send(SIGKILL)
        process.wait()
    }

    /// Asks it to end and waits; insists after a minute.
    @discardableResult
    func stop() -> Int32 {
        process.send(SIGTERM)
        let end = Date().addingTimeInterval(60)
        while process.isRunning, Date() < end { usleep(20_000) }
        process.send(SIGKILL)
        return process.wait()
    }

    deinit { stop() }
}

/// Looks again and again, every 50 ms, until the condition holds or the time is up.
func eventually(
    within seconds: Double = 120,
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
