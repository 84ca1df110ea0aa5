import ArgumentParser
import Glibc
import LianxiFiles

extension ParsableCommand {
    /// Runs the command line, says what is wrong with it, and ends the process.
    ///
    /// - Parameter usage: The exit code of a command line that cannot be read.
    package static func runWhole(usage: Int32) {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let stop as ExitCode {
            Glibc.exit(stop.rawValue)
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if !message.isEmpty { Files.say("\(message)\n", to: code == .success ? 1 : 2) }
            Glibc.exit(code == .success ? 0 : usage)
        }
    }
}
