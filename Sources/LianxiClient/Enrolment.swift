package import LianxiCore
import LianxiJSON

/// What the office answers to an enrolment: where the party is served, and whom to believe.
///
/// Kept as `enrolment.json`. It comes by hand or by post, not over the wire: everything the agent
/// trusts later rests on the keys in it.
package struct Enrolment: Hashable, Sendable {
    /// Name of the ledger, such as `xinfang.demo.example/lianxi`.
    package let origin: String
    package let party: PartyID
    /// Addresses to connect to, such as `tcp://10.2.0.5:5602`; for tools on the machine, `ipc://…`.
    package let feed: String
    package let desk: String
    /// The daemon's CURVE public key, 40 characters of Z85.
    package let serverKey: String
    /// Verifier key of the ledger's checkpoints; its name is the origin.
    package let logKey: String
    /// Verifier key of confirmations; its name is `<origin>/confirmation`.
    package let confirmationKey: String

    package init(
        origin: String,
        party: PartyID,
        feed: String,
        desk: String,
        serverKey: String,
        logKey: String,
        confirmationKey: String
    ) {
        self.origin = origin
        self.party = party
        self.feed = feed
        self.desk = desk
        self.serverKey = serverKey
        self.logKey = logKey
        self.confirmationKey = confirmationKey
    }

    /// Reads the file's bytes; the error names the member and what was expected.
    package init(parsing bytes: some Collection<UInt8>) throws {
        var reader = try JSONReader(JSONValue(parsing: bytes))
        _ = try reader.integer("v", in: 1...1)
        origin = try reader.string("origin", max: 128)
        party = try reader.parsed("party", "a party's short name") { PartyID($0) }
        feed = try reader.parsed("feed", "tcp://HOST:PORT or ipc://PATH", addressText)
        desk = try reader.parsed("desk", "tcp://HOST:PORT or ipc://PATH", addressText)
        serverKey = try reader.parsed("server-key", "40 characters of Z85", curveKeyText)
        logKey = try reader.string("log-key", max: 256)
        confirmationKey = try reader.string("confirmation-key", max: 256)
        try reader.finish()
    }

    /// The file's bytes: canonical JSON and a newline.
    package var bytes: [UInt8] {
        let value = JSONValue([
            ("v", 1), ("origin", .string(origin)), ("party", .string(party.text)),
            ("feed", .string(feed)), ("desk", .string(desk)), ("server-key", .string(serverKey)),
            ("log-key", .string(logKey)), ("confirmation-key", .string(confirmationKey)),
        ])
        return value.canonicalBytes + [0x0a]
    }
}

/// The text itself when it can be an address to connect to, at most 256 bytes.
private func addressText(_ text: String) -> String? {
    let isAddress = text.hasPrefix("tcp://") || text.hasPrefix("ipc://")
    return isAddress && (7...256).contains(text.utf8.count) ? text : nil
}

extension Enrolment {
    /// The answer to a party that was enrolled: the same daemon as the office's, at the party's ports.
    package func answer(to party: PartyID, host: String, feedPort: Int) -> Enrolment {
        // A bare IPv6 address needs brackets before a port can follow it.
        let host = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return Enrolment(
            origin: origin,
            party: party,
            feed: "tcp://\(host):\(feedPort)",
            desk: "tcp://\(host):\(feedPort + 1)",
            serverKey: serverKey,
            logKey: logKey,
            confirmationKey: confirmationKey
        )
    }
}
