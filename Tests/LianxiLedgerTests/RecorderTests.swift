import LianxiCore
import LianxiLedger
import Testing

@Suite("The recorder chains, numbers and hashes")
struct RecorderTests {
    /// What the small conference recorded, as a store would keep it.
    private func stored() throws -> [StoredEntry] {
        var recorder = Recorder()
        var entries: [StoredEntry] = []
        for recorded in try SampleLedger().recorded {
            _ = try recorder.record(recorded.event, at: recorded.at, cause: recorded.cause)
            if recorder.gathered == 3 { entries += recorder.takeBatch()?.entries ?? [] }
        }
        return entries + (recorder.takeBatch()?.entries ?? [])
    }

    @Test("Every entry of a matter names the one before it, and feeds count from 1")
    func chains() throws {
        var last: [MatterID: (UInt64, Digest32)] = [:]
        var feeds: [PartyID: UInt64] = [:]
        for stored in try stored() {
            let entry = try EntryCodec.decode(stored.bytes)
            if let matter = stored.matter {
                #expect(entry.chain?.number == (last[matter]?.0 ?? 0) + 1)
                #expect(entry.chain?.previous == last[matter]?.1)
                last[matter] = (entry.chain?.number ?? 0, stored.hash)
            }
            if let delivery = stored.delivery {
                feeds[delivery.recipient, default: 0] += 1
                #expect(delivery.number == feeds[delivery.recipient])
            }
        }
        #expect(last.count == 2)
        #expect(feeds.count == 2)
    }

    @Test("A batch extends what was taken before, with the root after its last entry")
    func batches() throws {
        var recorder = Recorder()
        var tree = MerkleTree()
        #expect(recorder.takeBatch() == nil)
        for (place, recorded) in try SampleLedger().recorded.enumerated() {
            let made = try recorder.record(recorded.event, at: recorded.at, cause: recorded.cause)
            #expect(made.index == UInt64(place))
            tree.append(made.hash)
            if place % 2 == 1 {
                let taken = recorder.takeBatch()
                let batch = try #require(taken)
                #expect(batch.expectedSize == UInt64(place) - 1)
                #expect(batch.entries.map(\.index) == [UInt64(place) - 1, UInt64(place)])
                #expect(batch.root == tree.root)
            }
        }
    }

    @Test("Replaying what was recorded comes to the same place")
    func replay() throws {
        let entries = try stored()
        var replayed = Recorder()
        var recorded = Recorder()
        for (entry, sample) in zip(entries, try SampleLedger().recorded) {
            let old = try replayed.replay(entry)
            let new = try recorded.record(sample.event, at: sample.at, cause: sample.cause)
            #expect(old == new)
        }
        _ = recorded.takeBatch()
        #expect(replayed.tree == recorded.tree)
        #expect(replayed.newest == recorded.newest)
        for party in [PartyID.office, SampleEvents.department] {
            #expect(replayed.feedHead(of: party) == recorded.feedHead(of: party))
        }
        let next = SampleEntry(event: .joined(matter(1), SampleEvents.piece), at: .distant)
        let old = try replayed.record(next.event, at: next.at, cause: nil)
        let new = try recorded.record(next.event, at: next.at, cause: nil)
        #expect(old == new)
    }

    @Test("Each entry full of tiles comes with the tile's hash")
    func tiles() throws {
        var recorder = Recorder()
        for number in 0..<600 {
            _ = try recorder.record(
                .founded(origin: origin, name: "\(number)"),
                at: .distant,
                cause: nil
            )
        }
        let taken = recorder.takeBatch()
        let batch = try #require(taken)
        #expect(batch.tileHashes.map(\.number) == [0, 1])
        let leaves = batch.entries.map(\.hash)
        #expect(batch.tileHashes[1].hash == MerkleTree(leaves[256..<512]).root)
    }

    /// Replays until an entry is refused.
    private func refusal(_ entries: [StoredEntry]) -> RecorderError? {
        var recorder = Recorder()
        for entry in entries {
            do throws(RecorderError) { _ = try recorder.replay(entry) } catch { return error }
        }
        return nil
    }

    @Test("An entry left out is found at the place where it is missing")
    func skipped() throws {
        let entries = try stored()
        #expect(refusal(entries) == nil)
        for place in entries.indices.dropLast() {
            var fewer = entries
            fewer.remove(at: place)
            #expect(refusal(fewer)?.index == UInt64(place) + 1)
        }
    }

    @Test("An entry left out is found even when the rest is numbered anew")
    func skippedQuietly() throws {
        let entries = try stored()
        let place = try #require(entries.firstIndex { $0.matter != nil })
        var fewer = entries
        fewer.remove(at: place)
        let renumbered = fewer.enumerated().map { $1.moved(to: UInt64($0)) }
        let error = try #require(refusal(renumbered))
        let next = try #require(
            renumbered[place...].first { $0.matter == entries[place].matter }
        )
        #expect(error.index == next.index)
        #expect(error.what.contains("chain"))
    }

    @Test("An entry doubled is found")
    func doubled() throws {
        let entries = try stored()
        for place in entries.indices {
            var more = entries
            more.insert(entries[place], at: place)
            #expect(refusal(more)?.index == UInt64(place))
        }
    }

    @Test("An entry altered in any byte is found, by its index")
    func altered() throws {
        let entries = try stored()
        for (place, entry) in entries.enumerated() {
            for byte in stride(from: 0, to: entry.bytes.count, by: 67) {
                var bytes = entry.bytes
                bytes[byte] ^= 1
                var changed = entries
                changed[place] = entry.with(bytes: bytes, hash: entry.hash)
                #expect(refusal(changed)?.index == UInt64(place))
            }
        }
    }

    @Test("An entry kept under another matter or feed number is found")
    func misplaced() throws {
        var entries = try stored()
        let place = try #require(entries.firstIndex { $0.delivery != nil })
        let entry = entries[place]
        entries[place] = StoredEntry(
            index: entry.index,
            bytes: entry.bytes,
            hash: entry.hash,
            matter: matter(99),
            delivery: entry.delivery
        )
        #expect(refusal(entries)?.what.contains("another matter") == true)
        entries[place] = StoredEntry(
            index: entry.index,
            bytes: entry.bytes,
            hash: entry.hash,
            matter: entry.matter,
            delivery: Delivery(recipient: .office, number: 77)
        )
        #expect(refusal(entries)?.what.contains("feed number") == true)
    }
}

extension StoredEntry {
    fileprivate func moved(to index: UInt64) -> Self {
        Self(index: index, bytes: bytes, hash: hash, matter: matter, delivery: delivery)
    }

    fileprivate func with(bytes: [UInt8], hash: Digest32) -> Self {
        Self(index: index, bytes: bytes, hash: hash, matter: matter, delivery: delivery)
    }
}

extension Timestamp {
    /// A moment after everything the samples record.
    static let distant = Self(seconds: 1_900_000_000)
}
