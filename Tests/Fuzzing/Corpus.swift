import Foundation
import LianxiJSON

/// The inputs a target begins with.
package struct Corpus: Sendable {
    package let inputs: [[UInt8]]

    /// Words for a mutation, each from one of the inputs.
    package var words: [[UInt8]] {
        var words: Set<[UInt8]> = []
        for input in inputs.prefix(40) {
            for word in input.split(whereSeparator: { !isLetter($0) }) where word.count > 1 {
                words.insert(Array(word))
            }
        }
        return words.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7a).contains(byte) || byte == 0x2d || byte >= 0x80
    }

    /// What the tree holds for the target: shipped files, vectors, mistakes, and inputs that failed once.
    ///
    /// - Parameters:
    ///   - target: Whose.
    ///   - folder: `Corpora` of the tests.
    package init(of target: FuzzTarget, folder: String) {
        var inputs = Self.files("\(folder)/\(target.name)")
        for place in Self.places[target.name] ?? [] { inputs += Self.files(Shipped.root + place) }
        inputs += Self.vectors(of: target.name) + Self.written(for: target.name)
        self.inputs = inputs
    }

    /// Where the tree has files of the kind.
    private static let places: [String: [String]] = [
        "json": ["Tests/LianxiWireTests/Vectors/Mistakes"],
        "desk-body": ["Tests/LianxiWireTests/Vectors/Mistakes"],
        "register": ["config/sample", "Tests/LianxiSettingsTests/Mistakes/register"],
        "rules": ["config/rules", "Tests/LianxiSettingsTests/Mistakes/rules"],
        "overlay": ["config/rules", "Tests/LianxiSettingsTests/Mistakes/rules"],
        "calendar": ["config/calendars", "Tests/LianxiSettingsTests/Mistakes/calendar"],
        "local-calendar": [
            "config/calendars", "Tests/LianxiSettingsTests/Mistakes/local-calendar",
        ],
        "policy": ["config/policies", "Tests/LianxiSettingsTests/Mistakes/policy"],
        "roster": ["config/rosters", "Tests/LianxiSettingsTests/Mistakes/roster"],
        "ical": ["Tests/LianxiSettingsTests/Mistakes/ical"],
        "routes": ["config/routes.yaml", "Tests/LianxiSettingsTests/Mistakes/routes"],
        "departments": ["config/sample/departments.yaml"],
        "contacts": ["config/contacts.yaml", "Tests/LianxiSettingsTests/Mistakes/contacts"],
        "daemon": ["config/lianxid.yaml", "Tests/LianxiSettingsTests/Mistakes/daemon"],
        "agent": ["config/agent.yaml", "Tests/LianxiSettingsTests/Mistakes/agent"],
        "notices": ["config/notices.yaml", "Tests/LianxiSettingsTests/Mistakes/notices"],
        "forms": ["config/forms/forms.yaml", "Tests/LianxiSettingsTests/Mistakes/forms"],
        "form": ["config/forms", "Tests/LianxiSettingsTests/Mistakes/forms"],
    ]

    /// A file, or all below a folder, in the order of their names; nothing where there is none.
    private static func files(_ path: String) -> [[UInt8]] {
        let manager = FileManager.default
        let below = (try? manager.subpathsOfDirectory(atPath: path)) ?? []
        return ([path] + below.sorted().map { "\(path)/\($0)" })
            .compactMap { manager.contents(atPath: $0).map { [UInt8]($0) } }
            .filter { !$0.isEmpty }
    }

    // MARK: Vectors

    private static func vectors(of target: String) -> [[UInt8]] {
        let worked = object("Tests/LianxiWireTests/Vectors/worked.json")
        func text(_ names: String...) -> [[UInt8]] { names.compactMap { worked[$0] } }
        switch target {
        case "feed-item": return text("item").map(bytes(ofHex:))
        case "beat": return text("beat").map(bytes(ofHex:))
        case "entry-item":
            return zip(text("entry-item-head").map(bytes(ofHex:)), text("entry")).map(+)
        case "desk-frames":
            let headers = text("request-header").map(bytes(ofHex:))
            return text("hello", "receive").flatMap { body in
                headers.map { FuzzTarget.bytes(of: [$0, body]) }
            }
        case "desk-body", "json": return text("hello", "receive", "act")
        case "note": return text("checkpoint", "confirmation")
        case "checkpoint":
            return text("checkpoint").map { note in
                Array(note.split(separator: 0x0a).prefix(3).joined(separator: [0x0a])) + [0x0a]
            }
        case "verifier-key": return text("act-key", "log-key", "confirmation-key")
        case "act-text": return text("act-text", "act-text-2")
        case "entry": return entries()
        default: return []
        }
    }

    private static func entries() -> [[UInt8]] {
        guard case .array(let rows)? = value("Tests/LianxiLedgerTests/Vectors/entries.json")
        else { return [] }
        return rows.compactMap { row in
            guard case .object(let members) = row,
                case .string(let text)? = members.members.first(where: { $0.name == "entry" })?
                    .value
            else { return nil }
            return Array(text.utf8)
        }
    }

    /// The members of a file's object: strings as their bytes, others as JSON.
    private static func object(_ path: String) -> [String: [UInt8]] {
        guard case .object(let members)? = value(path) else { return [:] }
        return members.members.reduce(into: [:]) { all, member in
            if case .string(let text) = member.value {
                all[member.name] = Array(text.utf8)
            } else {
                all[member.name] = member.value.canonicalBytes
            }
        }
    }

    private static func value(_ path: String) -> JSONValue? {
        FileManager.default.contents(atPath: Shipped.root + path)
            .flatMap { try? JSONValue(parsing: [UInt8]($0)) }
    }

    private static func bytes(ofHex text: [UInt8]) -> [UInt8] {
        let digits = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2)
            .map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
