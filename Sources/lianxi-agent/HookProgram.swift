import Foundation
import LianxiClient
import LianxiFiles
import Subprocess
import SystemPackage

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
        switch await outcome(input) {
        case .exited(0): return
        case .exited(127), .exited(126):
            throw HookFailure("\(command[0]) cannot be run: not there, or not executable")
        case .exited(Self.refused):
            throw HookFailure("\(command[0]) will not take the item", isFinal: true)
        case .exited(let code): throw HookFailure("\(command[0]) exited with \(code)")
        case .stopped(let status): throw HookFailure("\(command[0]) ended with \(status)")
        case .timedOut: throw HookFailure("\(command[0]) took longer than \(timeout)")
        case .failed(let reason): throw HookFailure("\(command[0]) could not be called: \(reason)")
        }
    }

    private enum Outcome {
        case exited(Int32)
        case stopped(String)
        case timedOut
        case failed(String)
    }

    /// Runs the program against the clock; whoever is second is cancelled, which ends the program.
    private func outcome(_ input: [UInt8]) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            group.addTask { await call(input) }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return .timedOut
            }
            let first = await group.next() ?? .timedOut
            group.cancelAll()
            return first
        }
    }

    private func call(_ input: [UInt8]) async -> Outcome {
        var options = PlatformOptions()
        // A session of its own, so that ending it also ends what it started.
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
        ]
        do {
            // No pipe: a program that ends without reading must not end us with it.
            let file = try Files.unnamed(input)
            defer { close(file) }
            // `env` execs the program, so that a path and a name both do.
            let result = try await Subprocess.run(
                .name("env"),
                arguments: Arguments(command),
                environment: .custom(environment),
                platformOptions: options,
                input: .fileDescriptor(
                    FileDescriptor(rawValue: file),
                    closeAfterSpawningProcess: false
                ),
                output: .discarded,
                error: .currentStandardError
            )
            switch result.terminationStatus {
            case .exited(let code): return .exited(code)
            case .signaled(let signal): return .stopped("signal \(signal)")
            }
        } catch {
            return .failed("\(error)")
        }
    }

    private var environment: [Environment.Key: String] {
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
