package import LianxiCore
package import LianxiJSON

/// One act explained to a clerk: what it is called, what it says, when it may be taken.
package struct ActGuide: Hashable, Sendable {
    private let verb: ActVerb

    package init(_ verb: ActVerb) { self.verb = verb }

    /// A few lines, each ended.
    package func text(_ language: Language) -> String {
        let form = verb.form
        let lead = verb.isForLead ? language.pick("（限主办）", " (the lead only)") : ""
        var lines = ["\(verb.rawValue)  \(verb.words(language))\(lead)"]
        func add(_ title: (String, String), _ texts: [String]) {
            guard !texts.isEmpty else { return }
            lines.append("    \(language.pick(title.0, title.1))\(texts.joined(separator: " "))")
        }
        add(("必填：", "required: "), names(form.required))
        add(("选填：", "optional: "), names(form.optional))
        func explained(_ words: [String]) -> [String] {
            words.map { word in
                language == .zh ? "\(word)（\(form.words(of: word, in: .zh))）" : word
            }
        }
        add(("word：", "word: "), explained(form.words))
        add(("mark：", "mark: "), explained(form.marks))
        add(
            ("可在：", "from: "),
            verb.from.map { language == .zh ? "“\($0.words(.zh))”" : $0.rawValue }
        )
        return lines.map { $0 + "\n" }.joined()
    }

    /// The same for scripts.
    package var json: JSONValue {
        let form = verb.form
        func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        return JSONValue([
            ("act", .string(verb.rawValue)), ("chinese", .string(verb.words(.zh))),
            ("required", texts(names(form.required))), ("optional", texts(names(form.optional))),
            ("words", texts(form.words)), ("marks", texts(form.marks)),
            ("from", texts(verb.from.map(\.rawValue))), ("lead-only", .bool(verb.isForLead)),
        ])
    }

    /// The members as they are typed, in one order.
    private func names(_ members: Set<StepForm.Member>) -> [String] {
        StepForm.Member.allCases.filter(members.contains).map(\.typed)
    }
}

extension StepForm.Member {
    /// The member's name at the terminal and in the spool folder.
    package var typed: String { self == .note ? "text" : rawValue }
}
