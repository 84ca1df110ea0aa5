import Foundation
import Synchronization

/// Where the sibling programs are, and how to build what is missing.
struct Programs {
    static let siblings = ["lianxid", "lianxictl", "lianxi-agent", "lianxi-audit"]
    /// The folder this program stands in.
    let folder: URL

    init() {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        folder = URL(filePath: own).deletingLastPathComponent()
    }

    func path(_ name: String) -> URL { folder.appending(path: name) }

    var missing: [String] {
        Self.siblings.filter { !FileManager.default.isExecutableFile(atPath: path($0).path) }
    }

    /// The checkout above the build folder; `nil` for installed programs.
    var checkout: URL? {
        var place = folder
        while place.path != "/" {
            if FileManager.default.fileExists(atPath: place.appending(path: "Package.swift").path) {
                return place
            }
            place.deleteLastPathComponent()
        }
        return nil
    }

    /// The folder with rules, calendars, policies and the sample register.
    var configuration: URL? {
        let places = [
            checkout?.appending(path: "config"), URL(filePath: "/usr/share/lianxi/config"),
        ]
        return places.compactMap { $0 }.first {
            FileManager.default.fileExists(atPath: $0.appending(path: "sample/register.csv").path)
        }
    }

    /// Builds the sibling programs that are missing, showing what the builder says on standard error.
    func buildMissing() throws {
        guard !missing.isEmpty else { return }
        guard let checkout else {
            throw DemoTrouble(
                "\(missing.joined(separator: ", ")) not found beside \(folder.path)"
            )
        }
        let build = Process()
        build.executableURL = URL(filePath: "/usr/bin/env")
        build.currentDirectoryURL = checkout
        let scratch = folder.deletingLastPathComponent().deletingLastPathComponent()
        build.arguments =
            ["swift", "build", "--scratch-path", scratch.path]
            + (folder.lastPathComponent == "release" ? ["-c", "release"] : [])
        build.standardOutput = FileHandle.standardError
        try build.run()
        build.waitUntilExit()
        guard build.terminationStatus == 0, missing.isEmpty else {
            throw DemoTrouble("swift build did not bring \(missing.joined(separator: ", "))")
        }
    }
}

/// What stopped the demonstration, in a sentence.
struct DemoTrouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A child program that runs until told otherwise.
///
/// Its output goes to a file in the demo's folder.
final class Child: Sendable {
    let name: String
    private let process: Mutex<Process>

    init(_ name: String, program: URL, arguments: [String], log: URL) throws {
        self.name = name
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if !FileManager.default.fileExists(atPath: log.path) {
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        }
        let file = try FileHandle(forWritingTo: log)
        try file.seekToEnd()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = file
        try process.run()
        self.process = Mutex(process)
    }

    var isRunning: Bool { process.withLock { $0.isRunning } }
    var pid: Int32 { process.withLock { $0.processIdentifier } }
    var exitCode: Int32? { process.withLock { $0.isRunning ? nil : $0.terminationStatus } }

    func send(_ signal: Int32) {
        process.withLock { if $0.isRunning { kill($0.processIdentifier, signal) } }
    }

    /// Asks the child to end, and insists after `seconds`.
    func stop(within seconds: Double = 10) async {
        send(SIGTERM)
        let end = Date().addingTimeInterval(seconds)
        while isRunning, Date() < end { try? await Task.sleep(for: .milliseconds(20)) }
        send(SIGKILL)
        while isRunning { try? await Task.sleep(for: .milliseconds(20)) }
    }
}

/// Runs a program to its end and returns what it printed.
func runToEnd(_ program: URL, _ arguments: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
