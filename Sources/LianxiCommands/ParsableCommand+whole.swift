import ArgumentParser
import Glibc
import LianxiCore
import LianxiFiles

extension ParsableCommand {
    /// Runs the command line, says what is wrong with it, and ends the process.
    ///
    /// - Parameter usage: The exit code of a command line that cannot be read.
    package static func runWhole(usage: Int32) {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(error, usage: usage, failure: usage)
        }
    }

    /// Runs the command that the line names, waiting for what waits.
    ///
    /// - Throws: What the parser says of a line it cannot read, and what the command throws.
    package static func runNamed(_ arguments: [String]? = nil) async throws {
        var command = try parseAsRoot(arguments)
        if var waiting = command as? any AsyncParsableCommand {
            try await waiting.run()
        } else {
            try command.run()
        }
    }

    /// Says what was thrown, in the language of the command line, and ends the process.
    ///
    /// - Parameters:
    ///   - error: What was thrown.
    ///   - usage: The exit code of a command line that cannot be read.
    ///   - failure: The exit code of anything that nobody expected.
    package static func end(_ error: any Error, usage: Int32, failure: Int32) -> Never {
        let code = code(for: error, usage: usage, failure: failure)
        var message = fullMessage(for: error)
        if code != 0, Language(arguments: CommandLine.arguments) == .zh {
            message = UsageWords.chinese(message)
        }
        if !message.isEmpty { Files.say("\(message)\n", to: code == 0 ? 1 : 2) }
        Glibc.exit(code)
    }

    /// Help and version end well, and a code that was thrown is the process's.
    package static func code(for error: any Error, usage: Int32, failure: Int32) -> Int32 {
        if let stop = error as? ExitCode { return stop.rawValue }
        return switch exitCode(for: error) {
        case .success: 0
        case .validationFailure: usage
        default: failure
        }
    }
}
