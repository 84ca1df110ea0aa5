package import LianxiCore
package import LianxiJSON

/// One thing wrong in a settings file, a data file, a register or the environment.
package struct SettingsProblem: Hashable, Sendable {
    /// What kind of thing is wrong; it chooses the sentence.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case wrong, missing, unknown, repeated, unreadable
    }

    package let kind: Kind
    /// The file as it was named, or `environment`.
    package let file: String
    /// From 1; `nil` where there is no line: the environment, a file that cannot be read.
    package let line: Int?
    /// From 1: in YAML the character of the line, in CSV the number of the column.
    package let column: Int?
    /// The dotted path of the key, such as `listen.ports` or `chains[0].duty`; in CSV the
    /// column's header; empty for the file as a whole.
    package let key: String
    /// What was found, at most 60 characters of it; `nil` when nothing was.
    package let value: String?
    /// The same in Chinese, where it is words about the file and none that stand in it.
    private let chineseValue: String?
    /// What was expected, as a phrase.
    package let expected: Wording

    package init(
        _ kind: Kind,
        file: String,
        line: Int?,
        column: Int?,
        key: String,
        value: String?,
        zh chineseValue: String? = nil,
        expected: Wording
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.key = key
        self.value = value.map(Self.shortened)
        self.chineseValue = chineseValue.map(Self.shortened)
        self.expected = expected
    }

    /// The whole sentence: place, key, what was found and what was expected.
    package func sentence(_ language: Language) -> String {
        switch language {
        case .zh:
            "\(place)：\(key.isEmpty ? "" : "\(key)：")\(found.chinese)，应为\(expected.chinese)"
        case .en:
            "\(place): \(key.isEmpty ? "" : "\(key): ")\(found.english); expected \(expected.english)"
        }
    }

    /// The same for programs.
    package func json(_ language: Language) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("kind", .string(kind.rawValue)), ("file", .string(file)), ("key", .string(key)),
            ("expected", .string(expected[language])), ("message", .string(sentence(language))),
        ]
        if let line { members.append(("line", .integer(Int64(line)))) }
        if let column { members.append(("column", .integer(Int64(column)))) }
        if let value {
            members.append(("value", .string(language.pick(chineseValue ?? value, value))))
        }
        return .object(JSONObject(members))
    }

    /// `file:line:column`, as editors understand it.
    package var place: String {
        ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
    }

    private var found: Wording {
        let value = value ?? ""
        let chinese = chineseValue ?? value
        return switch kind {
        case .wrong: Wording("现为“\(chinese)”", "found \"\(value)\"")
        case .missing: Wording("缺少", "missing")
        case .unknown: Wording("没有“\(value)”这一项", "no such name as \"\(value)\"")
        case .repeated: Wording("“\(value)”重复", "\"\(value)\" stands here again")
        case .unreadable: Wording("无法读取（\(chinese)）", "cannot be read (\(value))")
        }
    }

    private static func shortened(_ text: String) -> String {
        let oneLine = String(text.map { $0.isNewline ? " " : $0 })
        return oneLine.count <= 60 ? oneLine : oneLine.prefix(59) + "…"
    }
}

/// Everything that is wrong, in the order of the files; never empty.
package struct SettingsError: Error, Hashable, Sendable {
    package let problems: [SettingsProblem]

    package init(_ problems: [SettingsProblem]) {
        precondition(!problems.isEmpty, "an error without a problem")
        self.problems = problems
    }

    /// One sentence a line.
    package func text(_ language: Language) -> String {
        problems.map { $0.sentence(language) }.joined(separator: "\n")
    }
}

extension SettingsError: CustomStringConvertible {
    package var description: String { text(.en) }
}
