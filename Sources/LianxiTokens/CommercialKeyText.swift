package import LianxiCore
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
    /// - Throws: ``CommercialKeyMistake``
    package static func signer(
        _ text: String,
        name: String,
        cipher: any CommercialCipher
    ) throws(CommercialKeyMistake) -> CommercialSigner {
        let lines = text.split(separator: "\n").map(String.init)
        if lines.count == 1, let bytes = hexBytes(lines[0]),
            let secret = CommercialSecret(bytes, cipher: cipher),
            let key = try? CommercialKey(name: name, point: secret.point)
        {
            return CommercialSigner(key: key, token: secret, cipher: cipher)
        }
        guard let first = lines.first, first.contains(":") else { throw .form }
        guard let (program, point) = reference(first) else { throw .reference }
        guard lines.count == 2, let key = try? CommercialKey(parsing: lines[1]) else {
            throw .keyMissing
        }
        guard key.name == name else { throw .otherName(key.name) }
        guard key.point == point else { throw .otherKey }
        return CommercialSigner(
            key: key,
            token: CommandToken(command: program, seconds: 30),
            cipher: cipher
        )
    }

    /// The text of a file for a key that a program signs with.
    ///
    /// - Throws: ``CommercialKeyMistake/reference``
    package static func text(
        _ line: String,
        name: String
    ) throws(CommercialKeyMistake) -> String {
        guard let (_, point) = reference(line),
            let key = try? CommercialKey(name: name, point: point)
        else { throw .reference }
        return "\(line)\n\(key)"
    }

    private static func reference(_ line: String) -> (program: [String], point: [UInt8])? {
        let mark = "#sm2:"
        guard line.hasPrefix("command:/"), let hash = line.lastIndex(of: "#"),
            line[hash...].hasPrefix(mark),
            let point = Base64.decode(String(line[hash...].dropFirst(mark.count))),
            point.count == 65, point.first == 4
        else { return nil }
        let words = line[..<hash].dropFirst("command:".count).split(separator: " ")
        return (words.map(String.init), point)
    }
}

/// What is wrong with the file of an SM2 key.
package enum CommercialKeyMistake: Error, Hashable, Sendable {
    /// Neither digits nor a program.
    case form
    /// A program that cannot be read.
    case reference
    /// The second line is missing or no SM2 key.
    case keyMissing
    /// The second line is a key of another name.
    case otherName(String)
    /// The two lines name different keys.
    case otherKey

    /// The mistake as a sentence, without the file's name.
    package func sentence(in language: Language) -> String {
        switch self {
        case .form:
            language.pick(
                "应为 64 个十六进制字符的 SM2 密钥，或签名程序",
                "expected an SM2 key of 64 hexadecimal digits, or the program that signs"
            )
        case .reference:
            language.pick(
                "应为 command:程序#sm2:公钥（65 字节的 base64）",
                "expected command:PROGRAM#sm2:PUBLIC-KEY (base64 of 65 bytes)"
            )
        case .keyMissing:
            language.pick(
                "第二行应为该 SM2 密钥的验证公钥（名称+编号+base64）",
                "the second line is to be the SM2 key as verifiers have it (name+id+base64)"
            )
        case .otherName(let name):
            language.pick("第二行是 \(name) 的公钥", "the second line is \(name)'s key")
        case .otherKey:
            language.pick("两行所指不是同一密钥", "the two lines name different keys")
        }
    }
}
