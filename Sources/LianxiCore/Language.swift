/// The language of what people read: Simplified Chinese first, English as the other.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case zh, en

    /// The language of a command line: what `--lang` says last, else the locale's, English only when that says so.
    ///
    /// - Parameters:
    ///   - arguments: The command's own; none where `--lang` was looked for already.
    ///   - variable: The value of a variable of the environment; `nil` when it is unset.
    package init(arguments: [String] = [], variable: (String) -> String?) {
        let named = zip(arguments, arguments.dropFirst() + [""]).compactMap { argument, next in
            argument == "--lang"
                ? Self(rawValue: next)
                : argument.hasPrefix("--lang=")
                    ? Self(rawValue: String(argument.dropFirst("--lang=".count))) : nil
        }
        if let asked = named.last {
            self = asked
            return
        }
        let locales = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(variable)
        self = locales.first { !$0.isEmpty }?.hasPrefix("en") == true ? .en : .zh
    }

    /// One of two sentences.
    package func pick(_ chinese: String, _ english: String) -> String {
        self == .zh ? chinese : english
    }
}
