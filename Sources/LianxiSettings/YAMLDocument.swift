internal import Yams

/// One YAML file as a tree with places.
///
/// Anchors and aliases are refused: settings are plain. Tags have no effect.
struct YAMLDocument {
    let findings: Findings
    let root: YAMLNode

    /// The deepest nesting read.
    static let deepest = 16
    /// The most keys standing twice that are told apart; a file with more is told of those.
    private static let mostRepeats = 100
    /// Private-use characters stand for the first letter of a key that occurs again, because the
    /// parser stops at the first mapping with such a key.
    private static let firstMark: UInt32 = 0xE000

    /// Parses the file.
    ///
    /// - Throws: What keeps the file from being YAML at all.
    init(_ bytes: [UInt8], file: String) throws(SettingsError) {
        findings = Findings(file: file)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            findings.report(
                .wrong,
                at: nil,
                key: "",
                value: "bytes that are no UTF-8",
                zh: "不是 UTF-8 编码的字节",
                expected: Wording("UTF-8 编码的文字", "text in UTF-8")
            )
            throw SettingsError(findings.problems)
        }
        var letters: [UInt32: Unicode.Scalar] = [:]
        let composed = try Self.compose(text, letters: &letters, findings: findings)
        let tree = TreeBuilder(findings: findings, letters: letters)
        // A node knows its anchor only as long as the parser lives.
        root = withExtendedLifetime(composed.parser) {
            composed.node.map { tree.node($0, path: "", depth: 1) } ?? .mapping([], .start)
        }
        if tree.isTooOdd { throw SettingsError(findings.problems) }
    }

    /// A program's settings, from a file and the environment.
    ///
    /// - Parameters:
    ///   - file: Path.
    ///   - environment: What stands in for values of the file.
    ///   - read: Takes the settings out of the file's top; the second is the folder its paths start from.
    /// - Returns: The settings.
    /// - Throws: Everything that is wrong.
    static func settings<Settings>(
        _ file: String,
        environment: Environment,
        _ read: (inout MappingReader, String) -> Settings?
    ) throws(SettingsError) -> Settings {
        let document = try Self(FileBytes.read(file, most: FileBytes.mostSettings), file: file)
        var top = MappingReader(document, environment: environment)
        let settings = read(&top, Paths.folder(of: file))
        return try document.findings.conclude(settings)
    }

    private static func compose(
        _ text: String,
        letters: inout [UInt32: Unicode.Scalar],
        findings: Findings
    ) throws(SettingsError) -> (node: Yams.Node?, parser: Yams.Parser) {
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        for mark in firstMark..<firstMark + UInt32(mostRepeats) {
            var current = String.UnicodeScalarView()
            current.append(contentsOf: scalars)
            do {
                let parser = try Yams.Parser(yaml: String(current), encoding: .utf8)
                return (try parser.singleRoot(), parser)
            } catch let YamlError.duplicatedKeysInMapping(_, context) {
                guard let letter = replaceLetter(in: &scalars, at: context.mark, by: mark) else {
                    break
                }
                letters[mark] = letter
            } catch {
                throw SettingsError([problem(error, file: findings.file)])
            }
        }
        throw SettingsError([
            SettingsProblem(
                .wrong,
                file: findings.file,
                line: nil,
                column: nil,
                key: "",
                value: "",
                expected: Wording("每个键只出现一次", "each key once")
            )
        ])
    }

    /// Puts the mark in the place of the first letter of the key there.
    private static func replaceLetter(
        in scalars: inout [Unicode.Scalar],
        at mark: Mark,
        by code: UInt32
    ) -> Unicode.Scalar? {
        var line = 1
        var index = 0
        while line < mark.line, index < scalars.count {
            if scalars[index] == "\n" { line += 1 }
            index += 1
        }
        index += mark.column - 1
        while index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard index < scalars.count, let replacement = Unicode.Scalar(code) else { return nil }
        defer { scalars[index] = replacement }
        return scalars[index]
    }

    private static func problem(_ error: any Error, file: String) -> SettingsProblem {
        let expected = Wording("有效的 YAML", "valid YAML")
        var (line, column, text) = (Int?.none, Int?.none, "\(error)")
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (line, column, text) = (mark.line, mark.column, problem)
        case .reader(let problem, _, _, _):
            text = problem
        default: break
        }
        return SettingsProblem(
            .wrong,
            file: file,
            line: line,
            column: column,
            key: "",
            value: text,
            zh: YAMLWords.chinese(of: text),
            expected: expected
        )
    }
}

/// Turns the parser's tree into ours.
private final class TreeBuilder {
    private let findings: Findings
    private let letters: [UInt32: Unicode.Scalar]
    /// Whether something stands in the file that the loaders could not report on.
    private(set) var isTooOdd = false

    init(findings: Findings, letters: [UInt32: Unicode.Scalar]) {
        self.findings = findings
        self.letters = letters
    }

    func node(_ node: Yams.Node, path: String, depth: Int) -> YAMLNode {
        let place = node.mark.map { Place(line: $0.line, column: $0.column) } ?? .start
        if node.anchor != nil {
            odd(at: place, path, "&", Wording("不带锚点和别名的值", "a value without anchors and aliases"))
            return .scalar(text: "", isEmpty: true, place)
        }
        guard depth <= YAMLDocument.deepest else {
            odd(at: place, path, "…", Wording("至多 16 层", "at most 16 levels"))
            return .scalar(text: "", isEmpty: true, place)
        }
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            let isEmpty = isPlain && ["", "~", "null"].contains(scalar.string)
            return .scalar(text: restored(scalar.string), isEmpty: isEmpty, place)
        case .sequence(let sequence):
            let items = sequence.enumerated().map {
                self.node($0.element, path: "\(path)[\($0.offset)]", depth: depth + 1)
            }
            return .sequence(items, place)
        case .mapping(let mapping):
            return .mapping(entries(mapping, path: path, depth: depth), place)
        case .alias:
            return .scalar(text: "", isEmpty: true, place)
        }
    }

    private func entries(
        _ mapping: Yams.Node.Mapping,
        path: String,
        depth: Int
    ) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        for (key, value) in mapping {
            let place = key.mark.map { Place(line: $0.line, column: $0.column) } ?? .start
            guard case .scalar(let scalar) = key else {
                odd(at: place, path, "?", Wording("文字作键", "a text as the key"))
                continue
            }
            let name = restored(scalar.string)
            let node = node(value, path: path.isEmpty ? name : "\(path).\(name)", depth: depth + 1)
            entries.append(YAMLNode.Entry(key: name, place: place, value: node))
        }
        return onlyFirst(entries.sorted { $0.place < $1.place }, path: path)
    }

    /// Reports the keys that stand again, and keeps the first of each.
    private func onlyFirst(_ entries: [YAMLNode.Entry], path: String) -> [YAMLNode.Entry] {
        var kept: [YAMLNode.Entry] = []
        for entry in entries {
            guard let first = kept.first(where: { $0.key == entry.key }) else {
                kept.append(entry)
                continue
            }
            findings.report(
                .repeated,
                at: entry.place,
                key: path.isEmpty ? entry.key : "\(path).\(entry.key)",
                value: entry.key,
                expected: Wording(
                    "只出现一次（首次在第 \(first.place.line) 行）",
                    "each key once (the first is on line \(first.place.line))"
                )
            )
        }
        return kept
    }

    private func restored(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, let letter = letters[first.value] else {
            return text
        }
        return String(Character(letter)) + String(text.unicodeScalars.dropFirst())
    }

    private func odd(at place: Place, _ path: String, _ value: String, _ expected: Wording) {
        isTooOdd = true
        findings.report(.wrong, at: place, key: path, value: value, expected: expected)
    }
}
