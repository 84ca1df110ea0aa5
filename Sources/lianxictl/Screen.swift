import Glibc
import LianxiFiles

/// What the tool says: data on standard output, remarks and progress on standard error.
enum Screen {
    /// Data, written at once, so that a reader behind a pipe has it when it is printed.
    static func data(_ bytes: [UInt8]) throws {
        guard Files.write(bytes, to: STDOUT_FILENO) else {
            throw Trouble.cannotOpen("stdout: \(String(cString: strerror(errno)))")
        }
    }

    /// A sentence for the person at the terminal; never part of the data.
    static func remark(_ text: String) {
        Files.say("\(text)\n", to: STDERR_FILENO)
    }

    /// Somebody is there to answer a question.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks a question whose answer is no unless it begins with `y`.
    static func agrees(to question: String) -> Bool {
        Files.say(question, to: STDERR_FILENO)
        return readLine()?.lowercased().hasPrefix("y") ?? false
    }

    /// Progress of long work: on a terminal only, overwriting itself.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        Files.say("\r\u{1B}[K\(text)", to: STDERR_FILENO)
    }

    static func progressDone() { progress("") }
}
