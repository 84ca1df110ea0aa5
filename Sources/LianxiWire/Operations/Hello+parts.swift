package import LianxiCore
package import LianxiJSON

/// How many acts were recorded for one act key; the next act's `seq` is one more.
package struct ActSequence: WireObject {
    package let officer: OfficerID
    /// 0 when there is none.
    package let last: UInt64

    package init(officer: OfficerID, last: UInt64) {
        self.officer = officer
        self.last = last
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json), ("last", JSONValue(last))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        last = try reader.number("last")
    }
}

/// The keys that prove what the daemon says.
///
/// A client compares them with those of its enrolment.
package struct HelloKeys: WireObject {
    /// Verifier key of checkpoints; its name is the origin.
    package let log: String
    /// Verifier key of confirmations; its name is `<origin>/confirmation`.
    package let confirmation: String

    package init(log: String, confirmation: String) {
        self.log = log
        self.confirmation = confirmation
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("log", .string(log)), ("confirmation", .string(confirmation))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        log = try reader.string("log", max: WireLimits.verifierKeyBytes)
        confirmation = try reader.string("confirmation", max: WireLimits.verifierKeyBytes)
    }
}

/// The daemon's bounds that a client must know before it sends.
package struct HelloLimits: WireObject {
    /// Elements of a batch.
    package let acts: Int
    package let receipts: Int
    package let registrations: Int
    package let dispatches: Int
    /// The highest `limit` of `sync` and `entries`.
    package let items: Int
    /// Bytes of a request's body.
    package let body: Int
    /// Bytes of a dossier item before sealing.
    package let payload: Int
    /// Milliseconds between two beats.
    package let beat: Int

    /// Those of this program.
    package static let own = HelloLimits(
        acts: WireLimits.acts,
        receipts: WireLimits.receipts,
        registrations: WireLimits.registrations,
        dispatches: WireLimits.dispatches,
        items: WireLimits.items,
        body: WireLimits.bodyBytes,
        payload: WireLimits.payloadBytes,
        beat: WireLimits.beatMilliseconds
    )

    private init(
        acts: Int,
        receipts: Int,
        registrations: Int,
        dispatches: Int,
        items: Int,
        body: Int,
        payload: Int,
        beat: Int
    ) {
        self.acts = acts
        self.receipts = receipts
        self.registrations = registrations
        self.dispatches = dispatches
        self.items = items
        self.body = body
        self.payload = payload
        self.beat = beat
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("acts", JSONValue(acts)), ("receipts", JSONValue(receipts)),
            ("registrations", JSONValue(registrations)), ("dispatches", JSONValue(dispatches)),
            ("items", JSONValue(items)), ("body", JSONValue(body)),
            ("payload", JSONValue(payload)), ("beat", JSONValue(beat)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let range: ClosedRange<Int64> = 1...JSONValue.largestInteger
        acts = try reader.count("acts", in: range)
        receipts = try reader.count("receipts", in: range)
        registrations = try reader.count("registrations", in: range)
        dispatches = try reader.count("dispatches", in: range)
        items = try reader.count("items", in: range)
        body = try reader.count("body", in: range)
        payload = try reader.count("payload", in: range)
        beat = try reader.count("beat", in: range)
    }
}
