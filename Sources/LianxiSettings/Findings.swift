/// Where something stands in a file.
struct Place: Hashable, Comparable {
    /// From 1.
    let line: Int
    /// From 1.
    let column: Int

    static let start = Self(line: 1, column: 1)

    static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Gathers the problems of one file while it is read, so that all are told and not only the first.
final class Findings {
    let file: String
    private var gathered: [SettingsProblem] = []

    init(file: String) { self.file = file }

    var isEmpty: Bool { gathered.isEmpty }

    /// In the order of the file.
    var problems: [SettingsProblem] {
        gathered.enumerated().sorted {
            ($0.element.line ?? 0, $0.element.column ?? 0, $0.offset)
                < ($1.element.line ?? 0, $1.element.column ?? 0, $1.offset)
        }.map(\.element)
    }

    func report(
        _ kind: SettingsProblem.Kind,
        at place: Place?,
        key: String,
        value: String?,
        zh chineseValue: String? = nil,
        expected: Wording,
        in file: String? = nil
    ) {
        gathered.append(
            SettingsProblem(
                kind,
                file: file ?? self.file,
                line: place?.line,
                column: place?.column,
                key: key,
                value: value,
                zh: chineseValue,
                expected: expected
            )
        )
    }

    /// Ends the reading of a file: the value, or everything that was wrong.
    ///
    /// - Throws: The problems gathered. A `nil` value without a problem stops the process.
    func conclude<Value>(_ value: Value?) throws(SettingsError) -> Value {
        guard isEmpty else { throw SettingsError(problems) }
        guard let value else { preconditionFailure("\(file): no value and no problem") }
        return value
    }
}
