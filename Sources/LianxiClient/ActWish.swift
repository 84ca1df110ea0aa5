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
    /// `supported`, `explained` or `not-supported`; for `conclude` only.
    package let result: String?
    /// The reasons or the report; sealed in the dossier, never in the ledger.
    package let text: String?

    /// The most bytes of reasons or a report.
    package static let mostTextBytes = 65_536

    package init(
        verb: ActVerb,
        assignment: AssignmentReference,
        result: String? = nil,
        text: String? = nil
    ) {
        self.verb = verb
        self.assignment = assignment
        self.result = result
        self.text = text
    }
}

/// An act another system dropped into `spool/out`: `{"act":"sign","number":12}`.
///
/// | act | besides `number` (or `assignment`) |
/// |---|---|
/// | `sign`, `accept` | – |
/// | `object` | `reason` |
/// | `report` (or `conclude`) | `result` (supported, explained, not-supported), `text` |
///
/// `officer` is optional everywhere.
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
            let word = try reader.parsed("act", "sign, object, accept, report") {
                SpoolVerb(rawValue: $0)
            }
            let target = try Self.target(&reader)
            officer = try reader.optionalParsed("officer", "an officer's short name") {
                OfficerID($0)
            }
            let most = ActWish.mostTextBytes
            switch word {
            case .sign: wish = ActWish(verb: .sign, assignment: target)
            case .accept: wish = ActWish(verb: .accept, assignment: target)
            case .object:
                wish = ActWish(
                    verb: .object,
                    assignment: target,
                    text: try reader.string("reason", max: most)
                )
            case .report, .conclude:
                wish = ActWish(
                    verb: .conclude,
                    assignment: target,
                    result: try reader.parsed("result", "supported, explained or not-supported") {
                        Act.conclusions.contains($0) ? $0 : nil
                    },
                    text: try reader.string("text", max: most)
                )
            }
            try reader.finish()
        } catch let error as JSONError {
            throw .unreadable("\(error)")
        } catch let error as JSONShapeError {
            throw .unreadable("\(error)")
        } catch {
            throw .unreadable("\(error)")
        }
    }

    private enum SpoolVerb: String {
        case sign, object, accept, report, conclude
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
