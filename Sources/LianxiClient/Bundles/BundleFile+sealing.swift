package import LianxiCore
import LianxiJSON
package import LianxiLedger
package import LianxiWire

extension BundleFile {
    /// Reads a file and gives its content, once its seal was verified.
    ///
    /// - Parameters:
    ///   - bytes: Of the file.
    ///   - type: What its content is.
    ///   - keys: Who may have sealed it.
    ///   - origin: The log it must be of.
    /// - Returns: The content, and the party named by the seal.
    /// - Throws: ``BundleMistake``
    package static func open<Content: WireObject>(
        _ bytes: [UInt8],
        as type: Content.Type,
        by keys: [VerifierKey],
        origin: String
    ) throws(BundleMistake) -> (content: Content, party: PartyID) {
        let file: BundleFile
        do { file = try BundleFile(decoding: JSONValue(parsing: bytes)) } catch {
            throw .damaged("\(error)")
        }
        let seal: BundleSeal
        do throws(NoteError) {
            seal = try BundleSeal(verifying: Array(file.note.utf8), by: keys)
        } catch {
            if case .noKnownSignature = error { throw .foreignSeal }
            throw .damaged("\(error)")
        }
        guard seal.origin == origin else { throw .otherLog(seal.origin) }
        let content = Array(file.content.utf8)
        guard Digest32.sha256(of: content) == seal.digest else { throw .damaged("SHA-256") }
        do {
            return (try Content(decoding: JSONValue(parsing: content)), seal.party)
        } catch {
            throw .damaged("\(error)")
        }
    }

    /// The party a file says it is of, before anything of it is believed.
    package static func party(of bytes: [UInt8]) -> PartyID? {
        guard let file = try? BundleFile(decoding: JSONValue(parsing: bytes)) else { return nil }
        let lines = file.note.split(separator: "\n")
        return lines.first { $0.hasPrefix("party ") }.flatMap { PartyID($0.dropFirst(6)) }
    }
}
