import LianxiCore
import LianxiJSON

/// The public half of an SM2 key that signs notes beside a key of our own (商用密码公钥).
///
/// C2SP signed-note: a key of type `ff` with an identifier of its own. Whoever does not know it ignores its lines.
package struct CommercialKey: Hashable, Sendable, CustomStringConvertible {
    /// What tells this kind of key from others of type `ff`, and stands before its point.
    static let identifier = Array("lianxi-sm2/v1".utf8)
    private static let type: UInt8 = 0xff
    private static let pointBytes = 65

    package let name: String
    /// `04` and two coordinates of 32 bytes each, big-endian.
    package let point: [UInt8]
    /// The first 4 bytes of SHA-256 over name, `0a`, type, identifier and point.
    package let id: UInt32

    /// Checks the name's form and the point's; whether it lies on the curve a cipher finds out.
    ///
    /// - Throws: ``NoteError/malformed(_:)``
    package init(name: String, point: [UInt8]) throws(NoteError) {
        guard isKeyName(Array(name.utf8)) else { throw .malformed("the key's name") }
        guard point.count == Self.pointBytes, point.first == 4 else {
            throw .malformed("the public key is 04 and 64 bytes")
        }
        self.init(checked: name, point)
    }

    private init(checked name: String, _ point: [UInt8]) {
        self.name = name
        self.point = point
        let preimage = Array(name.utf8) + [0x0a, Self.type] + Self.identifier + point
        id = UInt32(truncatingIfNeeded: Digest32.sha256(of: preimage).words.0 >> 32)
    }

    /// Reads a key as its file has it: name `+` eight hexadecimal digits `+` base64.
    ///
    /// - Throws: ``NoteError/malformed(_:)``, also when the digits are not the key's own.
    package init(parsing text: some StringProtocol) throws(NoteError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        let mark = [Self.type] + Self.identifier
        guard parts.count == 3, let bytes = Base64.decode(String(parts[2])),
            bytes.starts(with: mark)
        else { throw .malformed("an SM2 key is name+id+base64 of type ff, lianxi-sm2/v1") }
        let key = try CommercialKey(
            name: String(parts[0]),
            point: Array(bytes.dropFirst(mark.count))
        )
        guard key.description.utf8.elementsEqual(text.utf8) else {
            throw .malformed("the key's id is not its own")
        }
        self = key
    }

    /// What the same secret signs checkpoints of the SM3 tree as: `<origin>/sm3`.
    package var shadow: CommercialKey { CommercialKey(checked: "\(name)/sm3", point) }

    package var description: String {
        let digits = (0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * UInt32($0))) }
        return "\(name)+\(hexText(digits))+\(Base64.encode([Self.type] + Self.identifier + point))"
    }
}
