/// The text of a form: HTML with places to be filled in.
///
/// Everything filled in is escaped, braces too, so that a text can neither make markup nor a place.
package struct FormTemplate: Hashable, Sendable {
    /// What is wrong with a form's text, and in which line.
    package struct Mistake: Error, Hashable, Sendable {
        /// What kind of mistake it is.
        package enum What: Hashable, Sendable {
            /// No place has that name.
            case unknownPlace(String)
            /// `{{` without `}}`.
            case unclosed
            /// The form lacks a place it must have; the line is 0.
            case missingPlace(FormPlace)
            /// `<script`, or an attribute that runs one.
            case script
        }
        package let line: Int
        package let what: What

        package init(line: Int, what: What) {
            self.line = line
            self.what = what
        }
    }

    private enum Piece: Hashable, Sendable {
        case text(String)
        case place(FormPlace)
    }

    private let pieces: [Piece]

    /// Reads the text and finds all its mistakes.
    package static func read(
        _ text: String,
        of kind: DocumentKind
    ) -> (template: Self?, mistakes: [Mistake]) {
        var pieces: [Piece] = []
        var mistakes: [Mistake] = []
        var line = 1
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            let before = rest[..<open.lowerBound]
            line += before.count(where: \.isNewline)
            pieces.append(.text(String(before)))
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                mistakes.append(Mistake(line: line, what: .unclosed))
                rest = rest[open.upperBound...]
                break
            }
            let name = String(rest[open.upperBound..<close.lowerBound])
            if let place = FormPlace(rawValue: name) {
                pieces.append(.place(place))
            } else {
                mistakes.append(Mistake(line: line, what: .unknownPlace(name)))
            }
            rest = rest[close.upperBound...]
        }
        pieces.append(.text(String(rest)))
        mistakes += scripts(in: text)
        for place in FormPlace.allCases
        where place.isRequired(of: kind) && !pieces.contains(.place(place)) {
            mistakes.append(Mistake(line: 0, what: .missingPlace(place)))
        }
        return (mistakes.isEmpty ? Self(pieces: pieces) : nil, mistakes)
    }

    private static func scripts(in text: String) -> [Mistake] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .compactMap { number, line in
                let line = line.lowercased()
                let runs = ["<script", "javascript:", " onload=", " onerror=", " onclick="]
                return runs.contains(where: line.contains)
                    ? Mistake(line: number + 1, what: .script) : nil
            }
    }

    /// Fills in the places.
    ///
    /// - Parameter values: Plain texts.
    /// - Returns: The text. An open place without a value stays open, any other is left empty.
    package func fill(_ values: [FormPlace: FormValue]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): return text
            case .place(let place):
                if let value = values[place] { return value.html }
                return place.isOpen ? "{{\(place.rawValue)}}" : ""
            }
        }.joined()
    }

    /// Fills in what a draft left open.
    package static func complete(
        _ draft: String,
        _ values: [FormPlace: FormValue]
    ) -> String {
        FormPlace.allCases.filter(\.isOpen).reduce(draft) { text, place in
            text.replacing("{{\(place.rawValue)}}", with: values[place]?.html ?? "")
        }
    }
}

/// What stands in a place of a form.
package enum FormValue: Hashable, Sendable {
    case line(String)
    case paragraphs([String])
    /// The style sheet, as it stands in its file.
    case style(String)
    /// A numbered list under a heading; nothing when it is empty.
    case list(title: String, [String])
    /// Names after a title, in one paragraph; nothing when there are none.
    case names(title: String, [String])

    /// Escaped, as it stands in the form.
    package var html: String {
        switch self {
        case .line(let text): return Self.escaped(text)
        case .style(let text): return text
        case .paragraphs(let texts):
            return texts.map { "<p>\(Self.escaped($0))</p>\n" }.joined()
        case .list(let title, let texts):
            guard !texts.isEmpty else { return "" }
            let items = texts.map { "<li>\(Self.escaped($0))</li>" }.joined()
            return
                "<div class=\"attachments\"><p>\(Self.escaped(title))</p><ol>\(items)</ol></div>\n"
        case .names(let title, let names):
            guard !names.isEmpty else { return "" }
            let text = Self.escaped(title + names.joined(separator: "、"))
            return "<p class=\"copies\">\(text)</p>\n"
        }
    }

    /// Braces too: what is filled in must never look like a place to fill.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.markedUp.unicodeScalars {
            switch scalar {
            case "{": escaped.append(contentsOf: "&#123;".unicodeScalars)
            case "}": escaped.append(contentsOf: "&#125;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
