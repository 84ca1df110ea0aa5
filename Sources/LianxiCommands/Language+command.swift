import ArgumentParser
import Glibc
import LianxiCore

extension Language: ExpressibleByArgument {}

extension Language {
    /// The language of a command line run in this process's environment.
    ///
    /// - Parameter arguments: The command's own; none where `--lang` was looked for already.
    package init(arguments: [String] = []) {
        self.init(arguments: arguments) { name in getenv(name).map { String(cString: $0) } }
    }
}
