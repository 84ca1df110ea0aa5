package import LianxiCore
import LianxiJSON
import LianxiLedger

/// What a department sends the office to be admitted: public keys only.
///
/// Its file is `enrolment-request.json`.
///
/// Made by `lianxi-agent enrol`, read by `lianxictl department enrol`. It carries no secret but the token of an
/// invitation, and
/// whoever can change it on the way can put in a key of his own: compare the fingerprints by phone.
package struct EnrolmentRequest: Hashable, Sendable {
    package let party: PartyID
    package let kind: PartyKind
    /// Legal name, at most 96 bytes of UTF-8.
    package let name: String
    /// The installation's CURVE public key, 40 characters of Z85.
    package let curveKey: String
    /// One key for each officer who will sign, 1…64.
    package let actKeys: [ActKey]
    /// The key the agent will cosign checkpoints with; `nil` for one that will not.
    package let witnessKey: String?
    /// The token the office gave by another way; `nil` for who was not invited.
    package let invitation: String?

    package init(
        party: PartyID,
        kind: PartyKind,
        name: String,
        curveKey: String,
        actKeys: [ActKey],
        witnessKey: String? = nil,
        invitation: String? = nil
    ) {
        self.party = party
        self.kind = kind
        self.name = name
        self.curveKey = curveKey
        self.actKeys = actKeys
        self.witnessKey = witnessKey
        self.invitation = invitation
    }

    /// Reads the file's bytes; the error names the member and what was expected.
    package init(parsing bytes: some Collection<UInt8>) throws {
        var reader = try JSONReader(JSONValue(parsing: bytes))
        _ = try reader.integer("v", in: 1...1)
        party = try reader.parsed("party", "a party's short name") { PartyID($0) }
        kind = try reader.choice("kind", as: PartyKind.self)
        name = try reader.string("name", max: 96)
        curveKey = try reader.parsed("curve-key", "40 characters of Z85", curveKeyText)
        actKeys = try reader.array("act-keys", max: 64) { (element) throws(JSONShapeError) in
            try element.object { (key) throws(JSONShapeError) in
                ActKey(
                    officer: try key.parsed("officer", "an officer's short name") { OfficerID($0) },
                    verifierKey: try key.string("key", max: 160),
                    isHead: try key.optionalBool("head") ?? false
                )
            }
        }
        witnessKey = try reader.optionalString("witness-key", max: 160)
        invitation = try reader.optionalString("invitation", max: 64)
        try reader.finish()
    }

    /// What both sides read to each other by phone: 32 hexadecimal digits of the file's SHA-256.
    package var fingerprint: String { String(Digest32.sha256(of: bytes).description.prefix(32)) }

    /// The file's bytes: canonical JSON and a newline.
    package var bytes: [UInt8] {
        var members: [(name: String, value: JSONValue)] = [
            ("v", 1), ("party", .string(party.text)), ("kind", .string(kind.rawValue)),
            ("name", .string(name)), ("curve-key", .string(curveKey)),
            ("act-keys", .array(actKeys.map(Self.json))),
        ]
        if let witnessKey { members.append(("witness-key", .string(witnessKey))) }
        if let invitation { members.append(("invitation", .string(invitation))) }
        return JSONValue(members).canonicalBytes + [0x0a]
    }
}

extension EnrolmentRequest {
    private static func json(_ key: ActKey) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("officer", .string(key.officer.text)), ("key", .string(key.verifierKey)),
        ]
        if key.isHead { members.append(("head", true)) }
        return JSONValue(members)
    }
}

/// The text itself when it can be a CURVE key in Z85.
func curveKeyText(_ text: String) -> String? {
    let alphabet = Set(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8
    )
    return text.utf8.count == 40 && text.utf8.allSatisfy(alphabet.contains) ? text : nil
}
