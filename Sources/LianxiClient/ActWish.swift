package import LianxiCore
import LianxiJSON

/// Which assignment someone means.
package enum AssignmentReference: Hashable, Sendable {
    /// The feed number of any item about it.
    case number(UInt64)
    case id(AssignmentID)

    /// Reads a feed number or an assignment's 32 hexadecimal digits; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        if let id = AssignmentID(String(text)) {
            self = .id(id)
        } else if let number = UInt64(text), number > 0 {
            self = .number(number)
        } else {
            return nil
        }
    }
}

/// What an officer wants done, before it is checked, numbered and signed.
package struct ActWish: Hashable, Sendable {
    package let verb: ActVerb
    package let assignment: AssignmentReference
    /// One word of the verb's list, such as `supported`.
    package let result: String?
    /// What else the act says.
    package let says: ActSayings
    /// The reasons or the report; sealed in the dossier, never in the ledger.
    package let text: String?

    /// The most bytes of reasons or a report.
    package static let mostTextBytes = 65_536

    package init(
        verb: ActVerb,
        assignment: AssignmentReference,
        result: String? = nil,
        says: ActSayings = ActSayings(),
        text: String? = nil
    ) {
        self.says = says
        self.verb = verb
        self.assignment = assignment
        self.result = result
        self.text = text
    }

    /// The same wish; where the verb asks for a day and none was said, it is today.
    func dated(_ today: CivilDate) -> Self {
        guard verb.form.required.contains(.on), says.on == nil else { return self }
        var says = says
        says.on = today
        return Self(verb: verb, assignment: assignment, result: result, says: says, text: text)
    }

    /// What the wish says, in the form the verb is checked by; without its note.
    var details: StepDetails {
        StepDetails(
            word: result,
            marks: says.marks,
            on: says.on,
            period: says.period,
            document: says.document,
            person: says.person
        )
    }
}

/// An act another system dropped into `spool/out`: `{"act":"sign","number":12}`.
///
/// `act` is a verb of ``ActVerb``, or `report` for `conclude`. Besides `number` (or `assignment`) an act has
/// the members its form asks for: `word` (for a conclusion `result`), `text` (for an objection `reason`), `on`
/// (today where none is said), `period`, `document`, `person`, `marks`. `officer` is optional everywhere.
package struct SpoolAct: Hashable, Sendable {
    package let wish: ActWish
    /// `nil`: the settings' officer.
    package let officer: OfficerID?

    /// Reads a file's bytes.
    ///
    /// - Throws: ``ActMistake`` that names what is wrong and what was expected.
    package init(parsing bytes: some Collection<UInt8>) throws(ActMistake) {
        do {
            var reader = try JSONReader(JSONValue(parsing: bytes))
            let word = try reader.parsed("act", Self.verbs.joined(separator: ", ")) {
                $0 == "report" ? .conclude : ActVerb(rawValue: $0)
            }
            let target = try Self.target(&reader)
            officer = try reader.optionalParsed("officer", "an officer's short name") {
                OfficerID($0)
            }
            wish = try Self.wish(word, target, &reader)
            try reader.finish()
        } catch let error as JSONError {
            throw .unreadable("\(error)")
        } catch let error as JSONShapeError {
            throw .unreadable("\(error)")
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// The words an act may begin with.
    private static let verbs = ActVerb.allCases.map(\.rawValue) + ["report"]

    private static func wish(
        _ verb: ActVerb,
        _ target: AssignmentReference,
        _ reader: inout JSONReader
    ) throws -> ActWish {
        let form = verb.form
        let word = verb == .conclude ? "result" : "word"
        let text = verb == .object ? "reason" : "text"
        let most = ActWish.mostTextBytes
        let label = "1 to \(StepDetails.labelBytes) bytes without blanks"
        let labelText = { (text: String) in StepDetails.isLabel(text) ? text : nil }
        let words = form.words.joined(separator: ", ")
        let isWord = { (text: String) in form.words.contains(text) ? text : nil }
        let said =
            form.required.contains(.word)
            ? try reader.parsed(word, words, isWord)
            : try reader.optionalParsed(word, words, isWord)
        return ActWish(
            verb: verb,
            assignment: target,
            result: said,
            says: ActSayings(
                on: try reader.optionalParsed("on", "a date YYYY-MM-DD") { CivilDate($0) },
                period: try reader.optionalParsed("period", "such as 20d") { Period($0) },
                document: try reader.optionalParsed("document", label, labelText),
                person: try reader.optionalParsed("person", label, labelText),
                marks: try reader.optionalArray("marks", max: form.marks.count) {
                    (mark) throws(JSONShapeError) in
                    try mark.parsed(form.marks.joined(separator: ", ")) {
                        form.marks.contains($0) ? $0 : nil
                    }
                } ?? []
            ),
            text: form.required.contains(.note)
                ? try reader.string(text, max: most) : try reader.optionalString(text, max: most)
        )
    }

    private static func target(_ reader: inout JSONReader) throws -> AssignmentReference {
        if let id = try reader.optionalParsed(
            "assignment",
            "32 hexadecimal digits",
            { AssignmentID($0) }
        ) {
            return .id(id)
        }
        return .number(UInt64(try reader.integer("number", in: 1...JSONValue.largestInteger)))
    }
}
