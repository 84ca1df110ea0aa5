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
        add(("必填：", "required: "), names(form.required).map { "--\($0)" })
        add(("选填：", "optional: "), names(form.optional).map { "--\($0)" })
        func explained(_ words: [String]) -> [String] {
            words.map { word in
                language == .zh ? "\(word)（\(form.words(of: word, in: .zh))）" : word
            }
        }
        add(("--word 之一：", "--word, one of: "), explained(form.words))
        add(("--mark：", "--mark: "), explained(form.marks))
        add(
            ("可在：", "from: "),
            verb.from.map { language == .zh ? "“\($0.words(.zh))”" : $0.rawValue }
        )
        add(("例：", "example: "), [verb.example(on: "12")])
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

extension ActVerb {
    /// A command line that takes the act as it is mostly taken, with the members its form asks for.
    ///
    /// - Parameter number: What it is about, as it is typed.
    /// - Returns: One line, from the program's name on.
    package func example(on number: String) -> String {
        let members: [StepForm.Member] = [.word, .period, .on, .document, .person, .note]
        let words = members.filter(form.required.contains).map { member in
            switch member {
            case .word: "\(command.word) \(form.words.first ?? "WORD")"
            case .period: "--days 20"
            case .on: "--on 2026-12-01"
            case .document: "--document 〔2026〕1号"
            case .person: "--person li"
            default: self == .object ? "--reason @FILE" : "--text @FILE"
            }
        }
        return (["lianxi-agent", command.name, number] + words).joined(separator: " ")
    }

    /// The command of the act, and what its word is called there.
    private var command: (name: String, word: String) {
        switch self {
        case .sign: ("sign", "--word")
        case .notAccept: ("refuse", "--ground")
        case .divert: ("divert", "--to")
        case .progress: ("progress", "--by")
        case .requestExtension: ("extend", "--word")
        case .approveExtension: ("extend --approve", "--word")
        case .tellExtension: ("extend --told", "--word")
        case .opine: ("opine", "--result")
        case .serve: ("serve", "--by")
        case .conclude: ("report", "--result")
        case .answerDocument: ("answer-document", "--result")
        case .legalReview, .agree, .execute: ("act \(rawValue)", "--word")
        default: (rawValue, "--word")
        }
    }
}

extension StepForm.Member {
    /// The member's name at the terminal and in the spool folder.
    package var typed: String { self == .note ? "text" : rawValue }
}
