package import LianxiCore
import LianxiJSON

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
