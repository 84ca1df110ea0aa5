import Glibc
import LianxiFiles
import Subprocess
import SystemPackage

/// A program of somebody else's, called with an input and ended when its time is over.
///
/// Input and output are files without a name, and no pipes: a program that ends without reading must not end
/// us with it.
package struct ProgramCall: Sendable {
    /// How it ended.
    package enum Outcome: Hashable, Sendable {
        case exited(Int32)
        /// By the signal of this number.
        case stopped(Int32)
        case timedOut
        /// It is not there, or not executable.
        case absent
        /// It could not be called at all.
        case failed(String)
    }

    /// The program, by its path or its name, and its arguments; at least the program.
    private let command: [String]
    private let timeout: Duration
    /// All it is told of our surroundings.
    private let environment: [String: String]

    package init(_ command: [String], within timeout: Duration, environment: [String: String]) {
        self.command = command
        self.timeout = timeout
        self.environment = environment
    }

    /// Calls it, and throws away what it prints; what it says on standard error goes where ours goes.
    package func run(_ input: [UInt8]) async -> Outcome {
        let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(output) }
        return await outcome(input, output)
    }

    /// Calls it, and gives what it prints, at most so many bytes of it.
    package func output(
        _ input: [UInt8],
        most: Int
    ) async -> (outcome: Outcome, output: [UInt8]) {
        let output: Int32
        do throws(FileTrouble) { output = try Files.unnamed([]) } catch {
            return (.failed("\(error)"), [])
        }
        defer { close(output) }
        let outcome = await outcome(input, output)
        var bytes = [UInt8](repeating: 0, count: most)
        let count = pread(output, &bytes, most, 0)
        return (outcome, Array(bytes.prefix(max(0, count))))
    }

    /// Runs it against the clock; whoever is second is cancelled, which ends the program.
    private func outcome(_ input: [UInt8], _ output: Int32) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            group.addTask { await call(input, output) }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return .timedOut
            }
            let first = await group.next() ?? .timedOut
            group.cancelAll()
            return first
        }
    }

    private func call(_ bytes: [UInt8], _ output: Int32) async -> Outcome {
        var options = PlatformOptions()
        // A session of its own, so that ending it also ends what it started.
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
        ]
        do {
            let input = try Files.unnamed(bytes)
            defer { close(input) }
            let result = try await Subprocess.run(
                program,
                arguments: Arguments(Array(command.dropFirst())),
                environment: .custom(
                    Dictionary(
                        environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) },
                        uniquingKeysWith: { first, _ in first }
                    )
                ),
                platformOptions: options,
                input: Self.file(input),
                output: Self.file(output),
                error: .currentStandardError
            )
            switch result.terminationStatus {
            case .exited(let code): return .exited(code)
            case .signaled(let signal): return .stopped(signal)
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .absent
        } catch {
            return .failed("\(error)")
        }
    }

    /// A path is taken as it is, a name looked up in the path of the environment given.
    private var program: Executable {
        let first = command.first ?? ""
        return first.contains("/") ? .path(FilePath(first)) : .name(first)
    }

    private static func file(_ descriptor: Int32) -> FileDescriptorInput {
        .fileDescriptor(FileDescriptor(rawValue: descriptor), closeAfterSpawningProcess: false)
    }

    private static func file(_ descriptor: Int32) -> FileDescriptorOutput {
        .fileDescriptor(FileDescriptor(rawValue: descriptor), closeAfterSpawningProcess: false)
    }
}
