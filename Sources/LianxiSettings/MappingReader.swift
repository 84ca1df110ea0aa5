/// Reads one mapping key by key, reports what is wrong with each, and refuses keys nobody asked for.
///
/// Nothing here throws: every problem goes to the findings, and a value that could not be read is
/// `nil`, so that one pass finds all of a file's problems.
struct MappingReader {
    let findings: Findings
    /// The dotted path of this mapping; empty at the top.
    let path: String
    let place: Place
    private let entries: [YAMLNode.Entry]
    private let environment: Environment
    private var asked: [String] = []

    /// Begins at the top of a document, which must be a mapping.
    init(_ document: YAMLDocument, environment: Environment = .none) {
        self.init(document.root, path: "", findings: document.findings, environment: environment)
    }

    private init(_ node: YAMLNode, path: String, findings: Findings, environment: Environment) {
        self.findings = findings
        self.path = path
        self.environment = environment
        place = node.place
        if case .mapping(let entries, _) = node {
            self.entries = entries
        } else {
            entries = []
            findings.report(
                .wrong,
                at: node.place,
                key: path,
                value: node.shown,
                expected: Wording("若干“键: 值”", "keys with values")
            )
        }
    }

    /// A value that must be there.
    mutating func value<Value>(_ key: String, _ shape: Shape<Value>) -> Value? {
        guard let found = scalar(key, expected: shape.expected) else {
            if !isThere(key) { reportMissing(key, shape.expected) }
            return nil
        }
        return read(found, key, shape)
    }

    /// A value that may be absent.
    mutating func optional<Value>(_ key: String, _ shape: Shape<Value>) -> Value? {
        scalar(key, expected: shape.expected).flatMap { read($0, key, shape) }
    }

    /// A value that is `standard` when absent.
    mutating func value<Value>(_ key: String, _ shape: Shape<Value>, standard: Value) -> Value {
        optional(key, shape) ?? standard
    }

    /// A list of values; the shape's own problems name the item.
    mutating func values<Value>(
        _ key: String,
        _ shape: Shape<Value>,
        count: ClosedRange<Int>
    ) -> [Value] {
        items(key, count: count).enumerated().compactMap { place, node in
            let itemPath = "\(dotted(key))[\(place)]"
            guard case .scalar(let text, let isEmpty, _) = node, !isEmpty,
                let value = shape.read(text)
            else {
                findings.report(
                    .wrong,
                    at: node.place,
                    key: itemPath,
                    value: node.shown,
                    expected: shape.expected(for: node.shown)
                )
                return nil
            }
            return value
        }
    }

    /// A value, or a list of at most `most`.
    mutating func oneOrMore<Value>(_ key: String, _ shape: Shape<Value>, most: Int) -> [Value] {
        if environment.value(of: dotted(key)) == nil, case .sequence? = entry(key)?.value {
            return values(key, shape, count: 1...most)
        }
        return value(key, shape).map { [$0] } ?? []
    }

    /// A list of mappings.
    mutating func sections(_ key: String, count: ClosedRange<Int>) -> [MappingReader] {
        items(key, count: count).enumerated().map { place, node in
            MappingReader(
                node,
                path: "\(dotted(key))[\(place)]",
                findings: findings,
                environment: .none
            )
        }
    }

    /// A mapping within; an absent one reads as empty, so that its own keys say what is missing.
    mutating func section(_ key: String) -> MappingReader {
        let node = entry(key)?.value ?? .mapping([], place)
        return MappingReader(
            node,
            path: dotted(key),
            findings: findings,
            environment: environment
        )
    }

    /// Whether the key stands in the file.
    mutating func isThere(_ key: String) -> Bool { entry(key) != nil }

    /// Refuses the keys nobody asked for.
    func finish() {
        for entry in entries where !asked.contains(entry.key) {
            let expected: Wording
            if let near = Nearest.name(to: entry.key, among: asked) {
                expected = Wording("“\(near)”（？）", "\"\(near)\", perhaps")
            } else {
                let names = asked.sorted()
                expected = Wording(
                    names.joined(separator: "、") + " 之一",
                    "one of " + names.joined(separator: ", ")
                )
            }
            findings.report(
                .unknown,
                at: entry.place,
                key: dotted(entry.key),
                value: entry.key,
                expected: expected
            )
        }
    }

    /// Reports that the value of a key breaks a rule which concerns more than its own form.
    mutating func reject(_ key: String, value: String, expected: Wording) {
        findings.report(
            .wrong,
            at: entry(key)?.value.place ?? place,
            key: dotted(key),
            value: value,
            expected: expected
        )
    }

    func reportMissing(_ key: String, _ expected: Wording) {
        findings.report(.missing, at: place, key: dotted(key), value: nil, expected: expected)
    }

    private func dotted(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private mutating func entry(_ key: String) -> YAMLNode.Entry? {
        if !asked.contains(key) { asked.append(key) }
        return entries.first { $0.key == key }
    }

    private mutating func items(_ key: String, count: ClosedRange<Int>) -> [YAMLNode] {
        let expected = Wording(
            "\(count.lowerBound) 至 \(count.upperBound) 项的列表",
            "a list of \(count.lowerBound) to \(count.upperBound)"
        )
        guard let entry = entry(key) else {
            if count.lowerBound > 0 { reportMissing(key, expected) }
            return []
        }
        guard case .sequence(let items, _) = entry.value, count.contains(items.count) else {
            findings.report(
                .wrong,
                at: entry.value.place,
                key: dotted(key),
                value: entry.value.shown,
                expected: expected
            )
            return []
        }
        return items
    }

    private struct Found {
        let text: String
        /// `nil` when it comes from the environment.
        let place: Place?
    }

    private mutating func scalar(_ key: String, expected: Wording) -> Found? {
        let entry = entry(key)
        if let text = environment.value(of: dotted(key)) { return Found(text: text, place: nil) }
        guard let entry else { return nil }
        guard case .scalar(let text, false, let place) = entry.value else {
            findings.report(
                .wrong,
                at: entry.value.place,
                key: dotted(key),
                value: entry.value.shown,
                expected: expected
            )
            return nil
        }
        return Found(text: text, place: place)
    }

    private func read<Value>(_ found: Found, _ key: String, _ shape: Shape<Value>) -> Value? {
        if let value = shape.read(found.text) { return value }
        if let place = found.place {
            findings.report(
                .wrong,
                at: place,
                key: dotted(key),
                value: found.text,
                expected: shape.expected(for: found.text)
            )
        } else {
            findings.report(
                .wrong,
                at: nil,
                key: environment.name(of: dotted(key)),
                value: found.text,
                expected: shape.expected(for: found.text),
                in: "environment"
            )
        }
        return nil
    }
}

/// Values from the process's environment, which go before the file's.
struct Environment {
    let prefix: String
    let variables: [String: String]

    static let none = Self(prefix: "", variables: [:])

    /// `listen.ports` becomes `LIANXI_LISTEN_PORTS`.
    func name(of path: String) -> String {
        prefix + path.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 }
    }

    func value(of path: String) -> String? {
        prefix.isEmpty ? nil : variables[name(of: path)]
    }
}
