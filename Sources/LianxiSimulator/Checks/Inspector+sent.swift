import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Synchronization

// What leaves the daemon, and what arrives.

extension Inspector {
    /// The daemon hands a frame to a party's feed.
    func published(_ frame: [UInt8], to party: PartyID) {
        let now = timeline.now
        guard let heard = try? FeedFrame(decoding: frame) else {
            return found(.sends, "a frame on the feed of \(party) cannot be read")
        }
        state.withLock { state in
            switch heard {
            case .item(let item): state.check(item, of: party, now)
            case .beat(let beat):
                if beat.head > state.feeds[party, default: 0] {
                    state.find(.sends, "a beat of \(party) runs ahead of its feed", now)
                }
                state.check(beat.checkpoint, now)
            }
        }
    }

    /// The daemon hands a reply to a party's desk.
    func replied(_ frames: [[UInt8]], to party: PartyID) {
        let now = timeline.now
        guard frames.count >= 2, let value = try? JSONValue(parsing: frames[1]),
            let reply = try? DeskReply(decoding: value)
        else { return found(.sends, "a reply to \(party) cannot be read") }
        let confirmation: String? =
            if case .ok(let answer) = reply {
                (try? ActReply(decoding: answer))?.confirmation
            } else { nil }
        let key = keys.confirmation.verifier
        state.withLock { state in
            for frame in frames.dropFirst(2) {
                if let item = try? FeedItem(decoding: frame) {
                    state.check(item, of: party, now)
                } else if let item = try? EntryItem(decoding: frame) {
                    state.check(item.entry, at: item.index, now)
                } else {
                    state.find(.sends, "an item of a reply to \(party) cannot be read", now)
                }
            }
            guard let confirmation, !confirmation.isEmpty else { return }
            guard let it = try? Confirmation(verifying: Array(confirmation.utf8), by: key) else {
                return state.find(.confirmed, "a confirmation is not signed", now)
            }
            for line in it.entries {
                let isThere =
                    line.index < state.tree.size
                    && state.entries[Int(line.index)].hash == line.hash
                if !isThere {
                    state.find(.sends, "entry \(line.index) was confirmed too soon", now)
                }
            }
        }
    }

    /// Something reached a party.
    func delivered(_ frame: [UInt8], to party: PartyID) { delivered([frame], to: party) }

    func delivered(_ frames: [[UInt8]], to party: PartyID) {
        guard keepsReceipts else { return }
        let receipt = Receipt(at: timeline.now, frames: frames)
        state.withLock { state in
            if !state.isOver { state.received[party, default: []].append(receipt) }
        }
    }
}

extension Inspector.State {
    fileprivate mutating func check(_ item: FeedItem, of party: PartyID, _ now: Int64) {
        check(item.entry, at: item.index, now)
        guard item.index < tree.size else { return }
        if entries[Int(item.index)].delivery != Delivery(recipient: party, number: item.number) {
            find(.sends, "\(party) was sent entry \(item.index), which is not its own", now)
        }
    }

    fileprivate mutating func check(_ bytes: [UInt8], at index: UInt64, _ now: Int64) {
        guard index < tree.size else {
            return find(.sends, "entry \(index) was sent before the disk had it", now)
        }
        if entries[Int(index)].bytes != bytes {
            find(.sends, "entry \(index) was sent with other bytes than the disk has", now)
        }
    }

    fileprivate mutating func check(_ note: [UInt8], _ now: Int64) {
        if !note.isEmpty, !notes.contains(note) {
            find(.checkpoints, "a checkpoint was announced that the lock never held", now)
        }
    }
}
