import Foundation
import LianxiClient
import LianxiFiles
import LianxiPrograms

/// The department's own program, called once for each item with its JSON on standard input.
///
/// It succeeds by exiting with 0 within its time; exiting with 65 (`EX_DATAERR`) says that it will never
/// take this item, and anything else that it is to be called again. Its environment holds `PATH`, `HOME`, `LANG`,
/// `LIANXI_DIRECTORY` and `LIANXI_SPOOL`, and nothing of ours. What it prints is thrown away; what it
/// says on standard error goes where the agent's own log goes.
struct HookProgram: HookRunner {
    /// The program and its arguments; at least the program.
    let command: [String]
    /// How long a call may take.
    let timeout: Duration
    let directory: URL
    let spool: URL

    /// The exit code of a program that will never take the item.
    private static let refused: Int32 = 65

    func run(number: UInt64, input: [UInt8]) async throws(HookFailure) {
        let call = ProgramCall(command, within: timeout, environment: environment)
        switch await call.run(input) {
        case .exited(0): return
        case .absent:
            throw HookFailure("\(command[0]) cannot be run: not there, or not executable")
        case .exited(Self.refused):
            throw HookFailure("\(command[0]) will not take the item", isFinal: true)
        case .exited(let code): throw HookFailure("\(command[0]) exited with \(code)")
        case .stopped(let signal):
            throw HookFailure("\(command[0]) ended with signal \(signal)")
        case .timedOut: throw HookFailure("\(command[0]) took longer than \(timeout)")
        case .failed(let reason): throw HookFailure("\(command[0]) could not be called: \(reason)")
        }
    }

    private var environment: [String: String] {
        [
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": directory.path, "LANG": "C.UTF-8", "LIANXI_DIRECTORY": directory.path,
            "LIANXI_SPOOL": spool.path,
        ]
    }
}

/// The spool folder's way in: each item as a file, whole or not at all.
struct SpoolDelivery: HookRunner {
    let spool: SpoolFolder

    func run(number: UInt64, input: [UInt8]) async throws(HookFailure) {
        do {
            try Files.write(input + [0x0a], to: spool.incoming(number).path)
        } catch {
            throw HookFailure("\(error)")
        }
    }
}

/// Several ways, one after the other; the item is handed over when all of them took it.
struct HandOver: HookRunner {
    let ways: [any HookRunner]

    func run(number: UInt64, input: [UInt8]) async throws(HookFailure) {
        for way in ways { try await way.run(number: number, input: input) }
    }
}
