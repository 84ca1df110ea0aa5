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
            end(error, usage: usage)
        }
    }

    /// Says what the parser threw, in the language of the command line, and ends the process.
    ///
    /// Help and version end well, a code that was thrown is the process's.
    ///
    /// - Parameters:
    ///   - error: What was thrown.
    ///   - usage: The exit code of a command line that cannot be read.
    ///   - failure: The exit code of anything else; `nil` for the same.
    package static func end(
        _ error: any Error,
        usage: Int32,
        failure: Int32? = nil
    ) -> Never {
        if let stop = error as? ExitCode { Glibc.exit(stop.rawValue) }
        let code = exitCode(for: error)
        var message = fullMessage(for: error)
        if code != .success, Language(arguments: CommandLine.arguments) == .zh {
            message = UsageWords.chinese(message)
        }
        if !message.isEmpty { Files.say("\(message)\n", to: code == .success ? 1 : 2) }
        switch code {
        case .success: Glibc.exit(0)
        case .validationFailure: Glibc.exit(usage)
        default: Glibc.exit(failure ?? usage)
        }
    }
}
