import LianxiCore
import LianxiLedger
import Paper

/// An export by somebody who holds the log's key and writes what he likes.
///
/// Chains, feeds, tree and checkpoint are right whatever the events say, so that a verifier gets as far as
/// replaying them.
struct Forgery {
    /// The most entries that are taken from one input.
    private static let most = 600

    private let export: PaperExport
    /// How many entries it has.
    let size: UInt64
    private let key: SigningKey

    /// Reads entries, a line each; lines that are none are passed over.
    ///
    /// - Throws: `NoteError` when the fixed key is none.
    init(lines bytes: [UInt8]) throws {
        key = try SigningKey(
            name: "xinfang.test.example/lianxi",
            seed: [UInt8](repeating: 7, count: 32)
        )
        var chain = Chain()
        for line in bytes.split(separator: 0x0a).prefix(Self.most) { chain.add(Array(line)) }
        export = PaperExport(chain.entries, by: key)
        size = UInt64(chain.entries.count)
    }

    /// What the verifier says of it.
    func verify() throws -> VerificationReport {
        var verifier = LedgerVerifier(export, key: key.verifier)
        return try verifier.verify()
    }
}

/// Entries in a row, each fitted to those before it.
private struct Chain {
    private(set) var entries: [[UInt8]] = []
    private var links: [MatterID: (number: UInt64, hash: Digest32)] = [:]
    private var feeds: [PartyID: UInt64] = [:]
    private var newest: Timestamp?

    mutating func add(_ line: [UInt8]) {
        guard let entry = try? EntryCodec.decode(line) else { return }
        let event = entry.event
        let link = event.matter.map { matter in
            ChainLink(number: (links[matter]?.number ?? 0) + 1, previous: links[matter]?.hash)
        }
        let delivery = event.recipient.map {
            Delivery(recipient: $0, number: feeds[$0, default: 0] + 1)
        }
        let at = max(entry.at, newest ?? entry.at)
        guard
            let bytes = try? EntryCodec.encode(
                event,
                at: at,
                cause: entry.cause,
                chain: link,
                delivery: delivery
            )
        else { return }
        newest = at
        if let matter = event.matter, let link { links[matter] = (link.number, .leaf(bytes)) }
        if let delivery { feeds[delivery.recipient] = delivery.number }
        entries.append(bytes)
    }
}
