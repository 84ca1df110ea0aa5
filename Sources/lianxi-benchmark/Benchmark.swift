import ArgumentParser
import Dispatch
import Foundation
import LianxiCommands

/// Measures durable cycles on this machine, beside the machine's own limits.
@main
struct Benchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianxi-benchmark",
        abstract: "Durable cycles per second, beside what the machine itself can do.",
        discussion: """
            One cycle: a dispatch synced, delivered over CURVE, kept and signed by the department, \
            the signature synced and confirmed. Starts its own lianxid, and a redis-server where one \
            is installed, in a scratch folder, and ends them. Benchmark.md says what each figure means.
            """,
        subcommands: [ClocksCommand.self, AuditCommand.self]
    )

    @Option(help: "Seconds that each window is measured for, 1 to 600.")
    var seconds = 5

    @Option(help: "Cycles in flight, separated by commas, each 1 to 512.")
    var inFlight = "1,64,256"

    @Option(help: "Departments, 1 to 256.")
    var departments = 16

    @Option(help: "Bytes of a body on Redis and of the machine's appends, 64 to 8192.")
    var bytes = 512

    @Option(help: "A folder on the disk to be measured; default the current one.")
    var directory: String?

    @Option(help: "How figures are printed: text or json.")
    var output: OutputForm = .text

    @Flag(inversion: .prefixedNo, help: "The same cycle on Redis Streams, if it is installed.")
    var redis = true

    @Flag(
        inversion: .prefixedNo,
        help: "The coordinator signs each request for orders, as after lianxid init."
    )
    var signs = true

    func validate() throws {
        guard (1...600).contains(seconds) else { throw ValidationError("--seconds: 1 to 600") }
        guard (1...256).contains(departments) else {
            throw ValidationError("--departments: 1 to 256")
        }
        guard (64...8192).contains(bytes) else { throw ValidationError("--bytes: 64 to 8192") }
        _ = try windows()
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let scratch = try Scratch(in: directory)
        let signals = [SIGINT, SIGTERM].map { endOn($0, scratch) }
        defer { for source in signals { source.cancel() } }
        do {
            let report = try await measure(scratch)
            scratch.remove()
            print(output == .json ? report.json : report.text)
        } catch {
            scratch.remove()
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw error is Unreachable ? ExitCode(3) : ExitCode(1)
        }
    }

    /// A signal leaves neither a program nor a file of ours behind.
    private func endOn(_ number: Int32, _ scratch: Scratch) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            scratch.abandon()
            Foundation.exit(128 + number)
        }
        source.resume()
        return source
    }

    private func windows() throws -> [Int] {
        let windows = inFlight.split(separator: ",").map { Int($0) }
        guard !windows.isEmpty, windows.allSatisfy({ (1...Office.block).contains($0 ?? 0) }) else {
            throw ValidationError("--in-flight: numbers from 1 to 512, separated by commas")
        }
        return windows.compactMap { $0 }
    }

    /// Everything in one run, so that the ratios are of the same minutes.
    private func measure(_ scratch: Scratch) async throws -> Report {
        let windows = try windows()
        var report = Report(machine: Machine(folder: scratch.folder), seconds: seconds)
        Progress.show("the machine: append and sync")
        report.limits = try await MachineLimits.measure(in: scratch, bytes: bytes)
        for window in windows {
            Progress.show("the machine: encrypted round trips, \(window) in flight")
            report.limits.roundTrips.append(try await RoundTrips.measure(window, bytes: bytes))
        }
        let run = LianxiRun(
            scratch: scratch,
            departments: departments,
            windows: windows,
            seconds: seconds,
            signs: signs
        )
        report.lianxi = try await run.measure()
        if redis, let program = RedisServer.program {
            for keeps in [true, false] {
                let run = RedisRun(
                    program: program,
                    scratch: scratch,
                    departments: departments,
                    bytes: bytes,
                    seconds: seconds,
                    keepsItems: keeps
                )
                report.redis += try await run.measure(windows)
            }
        }
        Progress.end()
        return report
    }
}

/// What stopped a measurement, in a sentence.
struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A program that was to be measured does not start or answer.
struct Unreachable: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What is being measured now, for a person at a terminal.
enum Progress {
    static func show(_ text: String) {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text) …".utf8))
    }

    static func end() {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
