import LianxiCore
import LianxiJSON
package import LianxiLedger

/// What the file of an SM2 key says: the key itself, or the program that signs with it and which key it is.
///
/// Either 64 hexadecimal digits; or two lines, `command:PROGRAM ARGUMENTS#sm2:POINT` with 65 bytes of base64, and the
/// key as verifiers have it.
package enum CommercialKeyText {
    /// The signer a key's file describes; no program is asked yet.
    ///
    /// - Parameters:
    ///   - text: What the file holds.
    ///   - name: The key's name, the log's origin.
    ///   - cipher: Computes, and verifies what a program signs.
    /// - Returns: The key, or who asks its program.
    /// - Throws: ``KeyTextMistake``
    package static func signer(
        _ text: String,
        name: String,
        cipher: any CommercialCipher
    ) throws(KeyTextMistake) -> CommercialSigner {
        let lines = text.split(separator: "\n").map(String.init)
        if lines.count == 1, let bytes = hexBytes(lines[0]),
            let secret = CommercialSecret(bytes, cipher: cipher),
            let key = try? CommercialKey(name: name, point: secret.point)
        {
            return CommercialSigner(key: key, token: secret, cipher: cipher)
        }
        guard let first = lines.first, first.contains(":") else { throw .form(.sm2) }
        guard let (program, point) = reference(first) else { throw .reference(.sm2) }
        guard lines.count == 2, let key = try? CommercialKey(parsing: lines[1]) else {
            throw .verifierMissing(.sm2)
        }
        guard key.name == name else { throw .otherName(key.name) }
        guard key.point == point else { throw .otherKey }
        return CommercialSigner(
            key: key,
            token: CommandToken(command: program, seconds: TokenReference.patience),
            cipher: cipher
        )
    }

    /// The text of a file for a key that a program signs with.
    ///
    /// - Throws: ``KeyTextMistake/reference(_:)``
    package static func text(
        _ line: String,
        name: String
    ) throws(KeyTextMistake) -> String {
        guard let (_, point) = reference(line),
            let key = try? CommercialKey(name: name, point: point)
        else { throw .reference(.sm2) }
        return "\(line)\n\(key)"
    }

    private static func reference(_ line: String) -> (program: [String], point: [UInt8])? {
        let head = "sm2:"
        guard let parts = TokenReference.Parts(line), parts.scheme == "command",
            let program = parts.program, parts.mark.hasPrefix(head),
            let point = Base64.decode(String(parts.mark.dropFirst(head.count))),
            point.count == 65, point.first == 4
        else { return nil }
        return (program, point)
    }
}
