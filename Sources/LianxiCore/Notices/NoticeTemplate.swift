/// The text of a notice, with places for members: `{duty}`.
package struct NoticeTemplate: Hashable, Sendable {
    package let subject: String
    /// One line or more, without the closing lines that every notice has.
    package let body: String

    package init(_ subject: String, _ body: String) {
        self.subject = subject
        self.body = body
    }

    /// What is wrong with a text's places.
    package enum Mistake: Hashable, Sendable {
        /// The kind has no member of the name.
        case unknownPlace(String)
        /// `{` without `}`.
        case unclosed
    }

    /// Finds what is wrong with the places of a text of the kind, in their order.
    package static func mistakes(in text: String, of kind: NoticeKind) -> [Mistake] {
        var mistakes: [Mistake] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { return mistakes + [.unclosed] }
            let name = String(rest[..<close])
            let member = NoticeMember(rawValue: name)
            if member.map({ !kind.members.contains($0) }) ?? true {
                mistakes.append(.unknownPlace(name))
            }
            rest = rest[rest.index(after: close)...]
        }
        return mistakes
    }

    /// The text with each member in its place; a text that is put in is not looked through again.
    package static func fill(_ text: String, _ members: [NoticeMember: String]) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            result += NoticeMember(rawValue: name).flatMap { members[$0] } ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
