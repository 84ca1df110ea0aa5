package import LianxiCore
package import LianxiJSON

/// Lists all parties, in the order of their names.
package struct PartiesRequest: DeskRequest {
    package typealias Answer = PartiesReply
    package static let operation = OperationName.parties

    package init() {}

    package var members: [(name: String, value: JSONValue?)] { [] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {}
}

/// All parties, revoked ones too.
package struct PartiesReply: WireObject {
    package let parties: [PartyRow]

    package init(parties: [PartyRow]) { self.parties = parties }

    package var members: [(name: String, value: JSONValue?)] { [("parties", JSONValue(parties))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        parties = try reader.objects("parties", 0...WireLimits.shownParties)
    }
}

/// A party as it is enrolled.
package struct PartyRow: WireObject {
    package let party: Party
    /// The entry that enrolled it, or changed its enrolment last.
    package let enrolment: Mark
    package let revocation: Mark?

    package init(_ record: PartyRecord) {
        party = record.party
        enrolment = record.enrolment
        revocation = record.revocation
    }

    package var members: [(name: String, value: JSONValue?)] {
        PartyDraft(party).members + [
            ("feed-port", JSONValue(party.feedPort)), ("enrolled", enrolment.encode()),
            ("revoked", revocation?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let draft = try PartyDraft(reading: &reader)
        party = draft.party(feedPort: try reader.count("feed-port", in: 0...65535))
        enrolment = try reader.value("enrolled")
        revocation = try reader.optionalValue("revoked")
    }
}

/// A party as it is to be enrolled: the daemon chooses its ports.
package struct PartyDraft: WireObject {
    package let id: PartyID
    package let kind: PartyKind
    /// Legal name, 1…96 bytes.
    package let name: String
    /// 1…64 CURVE public keys in Z85.
    package let curveKeys: [String]
    /// 0…64.
    package let actKeys: [ActKey]
    package let handlesReports: Bool
    /// A verifier key of type 04, named `<party>/witness`; absent when it is no witness.
    package let witnessKey: String?
    /// Its officers sign themselves what moves responsibility; never of a department.
    package let signs: Bool

    package init(
        id: PartyID,
        kind: PartyKind,
        name: String,
        curveKeys: [String],
        actKeys: [ActKey],
        handlesReports: Bool,
        witnessKey: String? = nil,
        signs: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.curveKeys = curveKeys
        self.actKeys = actKeys
        self.handlesReports = handlesReports
        self.witnessKey = witnessKey
        self.signs = signs
    }

    init(_ party: Party) {
        self.init(
            id: party.id,
            kind: party.kind,
            name: party.name,
            curveKeys: party.curveKeys,
            actKeys: party.actKeys,
            handlesReports: party.handlesReports,
            witnessKey: party.witnessKey,
            signs: party.signs
        )
    }

    /// The party, once it has its ports.
    package func party(feedPort: Int) -> Party {
        Party(
            id: id,
            kind: kind,
            name: name,
            curveKeys: curveKeys,
            actKeys: actKeys,
            feedPort: feedPort,
            handlesReports: handlesReports,
            witnessKey: witnessKey,
            signs: signs
        )
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("party", id.json), ("kind", .string(kind.rawValue)), ("name", .string(name)),
            ("curve-keys", JSONValue(curveKeys)), ("act-keys", JSONValue(actKeys)),
            ("reports", .bool(handlesReports)),
            ("witness-key", witnessKey.map { .string($0) }),
            ("signs", signs ? .bool(true) : nil),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        id = try reader.slug("party")
        kind = try reader.choice("kind", as: PartyKind.self)
        name = try reader.parsed("name", "1 to \(WireLimits.nameBytes) bytes") {
            (1...WireLimits.nameBytes).contains($0.utf8.count) ? $0 : nil
        }
        curveKeys = try reader.list("curve-keys", 1...WireLimits.keys) {
            (element) throws(JSONShapeError) in
            try element.parsed("40 characters of Z85", curveKeyText)
        }
        actKeys = try reader.objects("act-keys", 0...WireLimits.keys)
        handlesReports = try reader.bool("reports")
        witnessKey = try reader.optionalString("witness-key", max: WireLimits.verifierKeyBytes)
        signs = try reader.flag("signs")
    }
}

extension ActKey: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("key", .string(verifierKey)),
            ("head", isHead ? .bool(true) : nil), ("role", role.map { .string($0.rawValue) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            officer: try reader.slug("officer"),
            verifierKey: try reader.string("key", max: WireLimits.verifierKeyBytes),
            isHead: try reader.optionalBool("head") ?? false,
            role: try reader.optionalChoice("role", as: OfficerRole.self)
        )
    }
}

/// The text itself when it can be a CURVE key in Z85.
private func curveKeyText(_ text: String) -> String? {
    let others = Array(".-:+=^!/*?&<>()[]{}@%$#".utf8)
    let isKey = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: others.contains(byte)
        }
    }
    return text.utf8.count == 40 && isKey ? text : nil
}
