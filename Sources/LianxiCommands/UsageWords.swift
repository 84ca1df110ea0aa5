/// What the argument parser says of a command line that it cannot read, for those who read Chinese.
///
/// It has English alone. A sentence that is not known here stays as it is.
package enum UsageWords {
    /// The whole message, line by line; values, names and help stay as they are.
    package static func chinese(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(String($0)) }.joined(separator: "\n")
    }

    private static func line(_ line: String) -> String {
        if let it = line.wholeMatch(of: /Error: (.*)/) { return "错误：\(sentence(String(it.1)))" }
        if let it = line.wholeMatch(of: /Help:  (.*)/) { return "说明：\(it.1)" }
        if let it = line.wholeMatch(of: /Usage: (.*)/) { return "用法：\(it.1)" }
        if let it = line.wholeMatch(of: /\s*See '(.*)' for more information\./) {
            return "  详见 \(it.1)"
        }
        return line
    }

    private static func sentence(_ text: String) -> String {
        if let it = text.wholeMatch(of: /Missing expected argument '(.*)'/) {
            return "缺少参数 \(it.1)"
        }
        if let it = text.wholeMatch(of: /Missing one of: '(.*)'/) { return "缺少其中之一：\(list(it.1))" }
        if let it = text.wholeMatch(of: /Missing value for '(.*)'/) { return "\(it.1) 没有给出值" }
        if let it = text.wholeMatch(of: /Unknown option '(.*)'\. Did you mean '(.*)'\?/) {
            return "没有选项 \(it.1)，是否应为 \(it.2)？"
        }
        if let it = text.wholeMatch(of: /Unknown option '(.*)'/) { return "没有选项 \(it.1)" }
        if let it = text.wholeMatch(of: /Unexpected argument '(.*)'/) { return "多余的参数 \(it.1)" }
        if let it = text.wholeMatch(of: /\d+ unexpected arguments: '(.*)'/) {
            return "多余的参数 \(list(it.1))"
        }
        if let it = text.wholeMatch(
            of: /The option '(.*)' does not take any value, but '(.*)' was specified\./
        ) {
            return "选项 \(it.1) 不带值，却给出了 \(it.2)"
        }
        if let it = text.wholeMatch(
            of: /Value to be set with flag '(.*)' had already been set with flag '(.*)'/
        ) {
            return "\(it.1) 与前面的 \(it.2) 不能同时使用"
        }
        if text == "Missing required subcommand." { return "缺少子命令" }
        return value(text) ?? text
    }

    /// Of a value that is none, with what was expected.
    private static func value(_ text: String) -> String? {
        guard
            let it = text.wholeMatch(
                of: /The value '(.*)' is invalid for '(.*?)'(?:|(: |\. Please provide one of )(.*))/
            )
        else { return nil }
        let start = "\(it.2) 的值 \(it.1) 无效"
        guard let joint = it.3, let rest = it.4 else { return start }
        if joint == ": " { return "\(start)：\(rest)" }
        // Six and more follow line by line.
        if rest == "the following:" { return "\(start)，应为以下之一：" }
        return "\(start)，应为 \(choices(rest)) 之一"
    }

    /// `a', 'b` as a Chinese list.
    private static func list(_ quoted: Substring) -> String {
        String(quoted).replacing("', '", with: "、")
    }

    /// `'a', 'b' or 'c'.` as a Chinese list.
    private static func choices(_ quoted: Substring) -> String {
        quoted.matches(of: /'([^']*)'/).map { String($0.1) }.joined(separator: "、")
    }
}
