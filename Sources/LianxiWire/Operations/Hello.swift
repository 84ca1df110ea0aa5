package import LianxiCore
package import LianxiJSON

/// The first request of a connection: which versions the asker speaks, and what program it is.
package struct HelloRequest: DeskRequest {
    package typealias Answer = HelloReply
    package static let operation = OperationName.hello

    /// 1…16 of them, any order.
    package let versions: [Int]
    /// Such as `lianxi-agent/1.0`, at most 64 bytes.
    package let software: String
    /// Which of the party's machines, at most 64 bytes; for the office's eyes only.
    package let installation: String?

    package init(versions: [Int] = WireVersion.supported, software: String, installation: String?) {
        self.versions = versions
        self.software = software
        self.installation = installation
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("versions", .array(versions.map { JSONValue($0) })), ("software", .string(software)),
            ("installation", installation.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        versions = try reader.list("versions", 1...WireLimits.versions) {
            (element) throws(JSONShapeError) in Int(try element.integer(in: 1...255))
        }
        software = try reader.string("software", max: WireLimits.softwareBytes)
        installation = try reader.optionalString("installation", max: WireLimits.softwareBytes)
    }
}

/// Who answers, whom it takes the asker for, and where the asker's feed stands.
package struct HelloReply: WireObject {
    /// The version both go on with.
    package let version: Int
    /// The daemon's program, such as `lianxid/1.0`.
    package let server: String
    /// Name of the ledger.
    package let origin: String
    package let party: PartyID
    package let kind: PartyKind
    /// The party's legal name.
    package let name: String
    package let epoch: Epoch
    /// Number of the newest item of the asker's feed; 0 for none.
    package let head: UInt64
    package let time: Timestamp
    /// The newest signed checkpoint as a note; empty before the first.
    package let checkpoint: String
    /// How far each act key of the party has come, in the order of the officers' names.
    package let sequences: [ActSequence]
    package let limits: HelloLimits
    package let keys: HelloKeys
    /// The daemon runs a demonstration on a clock of its own, which agents may then follow.
    package let isDemo: Bool

    package init(
        version: Int,
        server: String,
        origin: String,
        party: PartyID,
        kind: PartyKind,
        name: String,
        epoch: Epoch,
        head: UInt64,
        time: Timestamp,
        checkpoint: String,
        sequences: [ActSequence],
        keys: HelloKeys,
        limits: HelloLimits = .own,
        isDemo: Bool = false
    ) {
        self.version = version
        self.server = server
        self.origin = origin
        self.party = party
        self.kind = kind
        self.name = name
        self.epoch = epoch
        self.head = head
        self.time = time
        self.checkpoint = checkpoint
        self.sequences = sequences
        self.keys = keys
        self.limits = limits
        self.isDemo = isDemo
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("version", JSONValue(version)), ("server", .string(server)),
            ("origin", .string(origin)), ("party", party.json), ("kind", .string(kind.rawValue)),
            ("name", .string(name)), ("epoch", epoch.encode()), ("head", JSONValue(head)),
            ("time", time.json), ("checkpoint", .string(checkpoint)),
            ("sequences", JSONValue(sequences)), ("limits", limits.encode()),
            ("keys", keys.encode()), ("demo", isDemo ? true : nil),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        version = try reader.count("version", in: 1...255)
        server = try reader.string("server", max: WireLimits.softwareBytes)
        origin = try reader.string("origin", max: WireLimits.originBytes)
        party = try reader.slug("party")
        kind = try reader.choice("kind", as: PartyKind.self)
        name = try reader.string("name", max: WireLimits.nameBytes)
        epoch = try reader.value("epoch")
        head = try reader.number("head")
        time = try reader.moment("time")
        checkpoint = try reader.string("checkpoint", max: WireLimits.noteBytes)
        sequences = try reader.objects("sequences", 0...WireLimits.keys)
        limits = try reader.value("limits")
        keys = try reader.value("keys")
        isDemo = try reader.optionalBool("demo") ?? false
    }
}

extension Epoch: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("counter", JSONValue(counter)), ("id", .string(hexText(id)))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            counter: try reader.number("counter"),
            id: try reader.parsed("id", "32 lower-case hexadecimal digits") { text in
                hexBytes(text).flatMap { $0.count == 16 ? $0 : nil }
            }
        )
    }
}
