import LianxiCore
import LianxiLedger
import Synchronization

/// Size and root of the tree.
struct Head: Hashable, Sendable {
    let size: UInt64
    let root: Digest32
}

/// The newest checkpoint: the size it speaks of, and the signed note.
struct SignedHead: Hashable, Sendable {
    let size: UInt64
    let note: [UInt8]
}

/// What is posted for the tasks beside the engine to read: durable facts only.
final class Bulletin: Sendable {
    private struct Posted {
        /// Enrolled parties that are not revoked.
        var parties: [PartyID: Party] = [:]
        /// Numbers of the newest items published, so that no beat runs ahead of its feed.
        var feedHeads: [PartyID: UInt64] = [:]
    }

    private let posted = Mutex(Posted())
    let head: Latest<Head>
    let checkpoint: Latest<SignedHead>
    /// `nil` where there is no SM3 tree.
    let shadow = Latest<ShadowStanding?>(nil)

    /// Begins with what the ledger holds when the server starts.
    init(_ started: Started) {
        let tree = started.recovered.tree
        head = Latest(Head(size: tree.size, root: tree.root))
        checkpoint = Latest(started.checkpoint)
        let docket = started.recovered.docket
        for record in docket.parties where !record.isRevoked {
            enrol(record.party, feedHead: docket.feedHead(of: record.party.id))
        }
    }

    /// All parties that are not revoked, in the order of their names.
    var parties: [Party] {
        posted.withLock { $0.parties.values.sorted { $0.id < $1.id } }
    }

    func party(_ id: PartyID) -> Party? { posted.withLock { $0.parties[id] } }

    func feedHead(of party: PartyID) -> UInt64 { posted.withLock { $0.feedHeads[party] ?? 0 } }

    func enrol(_ party: Party, feedHead: UInt64) {
        posted.withLock { posted in
            posted.parties[party.id] = party
            posted.feedHeads[party.id] = feedHead
        }
    }

    func revoke(_ party: PartyID) { posted.withLock { $0.parties[party] = nil } }

    /// The entries were handed to the transport.
    func published(_ appended: Appended) {
        posted.withLock { posted in
            for case let delivery? in appended.entries.map(\.delivery) {
                posted.feedHeads[delivery.recipient] = delivery.number
            }
        }
    }
}
