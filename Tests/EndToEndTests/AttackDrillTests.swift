import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import Paper
import Testing

/// Each attack on the ledger, and the sentence by which a person learns of it.
///
/// The drills on a host's files are in `HostDrillTests`.
@Suite("Attack drills: what an outsider sees", .ownThreads, .timeLimit(.minutes(10)))
struct AttackDrillTests {
    private let conference: PaperConference
    private let confirmationKey: SigningKey

    init() throws {
        var it = try PaperConference()
        for number in 1...2 {
            try it.act(.sign, on: it.handOut("信\(number)"))
            try it.go(to: "2026-03-0\(number + 2)")
        }
        conference = it
        confirmationKey = try SigningKey(
            name: Confirmation.keyName(origin: PaperConference.origin),
            seed: Array(repeating: 2, count: 32)
        )
    }

    private func index(_ type: String) throws -> Int {
        try #require(conference.recorded.firstIndex { $0.event.typeName == type })
    }

    /// What `lianxi-audit verify` prints of these events, written and signed by the operator.
    private func verify(
        _ events: [Recorded],
        _ more: [String] = [],
        lang: String = "en"
    ) throws -> Finished {
        let export = try PaperConference.export(PaperConference.entries(events))
        return try export.written().audit("verify", more, lang: lang)
    }

    @Test("Nothing was done: the verdict says so")
    func sound() throws {
        let done = try verify(conference.recorded)
        #expect(done.code == 0, "\(done.output)")
        #expect(done.output.contains("Verdict: the ledger is whole"))
    }

    @Test("An entry edited in the export: it is named")
    func edited() throws {
        let entries = try conference.entries
        let place = try index("signed")
        var export = try PaperConference.export(entries)
        var changed = entries
        changed[place][changed[place].count / 2] ^= 1
        let bundle = "tile/entries/000.p/\(entries.count)"
        export.files[bundle] = TileBytes.encode(entries: changed)
        let done = try export.written().audit("verify")
        #expect(done.code == 1)
        #expect(
            done.output.contains(
                "Entry \(place): its bytes are not those the checkpoint was signed for."
            ),
            "\(done.output)"
        )
    }

    @Test("The daemon's key stolen and a fork signed: diff shows two histories under one key")
    func fork() throws {
        let place = try index("signed")
        let first = try PaperConference.export(conference.entries).written()
        // The thief has the log's key: his history is signed, numbered and chained as it must be.
        let second = try PaperConference.export(
            PaperConference.entries(Array(conference.recorded[..<place]))
        )
        .written()
        var events = conference.recorded
        events.swapAt(place, place - 1)
        let forked = try PaperConference.export(PaperConference.entries(events)).written()
        let done = try first.audit("diff", [forked.place.path])
        #expect(done.code == 1)
        #expect(
            done.output.contains(
                "FORKED: from entry \(place - 1) on they differ, and one key signed both"
            ),
            "\(done.output)"
        )
        #expect(try first.audit("diff", [second.place.path]).code == 0)
    }

    @Test("The same fork at a department: its agent refuses the checkpoint and keeps both")
    func forkAtAgent() throws {
        let key = try PaperConference.logKey()
        let keeper = CheckpointKeeper(key: key.verifier)
        let (mine, others) = try (
            note(conference.entries, key), note(Array(conference.entries.reversed()), key)
        )
        let head = try Checkpoint(verifying: mine, by: key.verifier)
        let kept = InboxCheckpoint(size: head.size, root: head.root, note: mine)
        guard case .fork(let reason) = keeper.judge(others, against: kept) else {
            Issue.record("a fork passed")
            return
        }
        let evidence = Evidence(kind: .checkpointFork, reason: reason, files: [])
        #expect(
            evidence.sentence(.en)
                == "a checkpoint contradicts the one kept; refused (two roots for size \(head.size)); the evidence "
                + "is in the folder evidence: ask the office"
        )
    }

    @Test("The whole host restored and gone on with: what an agent kept is not continued")
    func hostRestored() throws {
        let key = try PaperConference.logKey()
        let keeper = CheckpointKeeper(key: key.verifier)
        let entries = try conference.entries
        let kept = try Checkpoint(verifying: note(entries, key), by: key.verifier)
        // Restored three entries short, and then other things happened.
        var other = Array(entries.dropLast(3))
        for number in 0..<5 { other.append(Array("{\"n\":\(number)}".utf8)) }
        let new = try Checkpoint(verifying: note(other, key), by: key.verifier)
        let inbox = InboxCheckpoint(size: kept.size, root: kept.root, note: note(entries, key))
        guard case .wantsProof(let wanted) = keeper.judge(note(other, key), against: inbox),
            case .unproven(let reason)? = keeper.refute(wanted, after: inbox, proof: [])
        else {
            Issue.record("a restored host passed")
            return
        }
        #expect(reason == "size \(new.size) is not shown to continue size \(kept.size)")
        // While nothing else happened yet, the older checkpoint replaces nothing, and the desk is asked.
        let older = note(Array(entries.dropLast(3)), key)
        #expect(keeper.judge(older, against: inbox) == .smaller)
    }

    @Test("An acknowledgement forged by the operator: the signature is not the officer's")
    func forged() throws {
        let place = try index("signed")
        guard case .signed(let acted) = conference.recorded[place].event else { return }
        let fake = try ActBatch.sign(
            [acted.act.act],
            origin: PaperConference.origin,
            by: try PaperConference.actKey(PaperConference.labour, PaperConference.clerk, seed: 99)
        )
        var events = conference.recorded
        events[place] = events[place].saying(.signed(acted.by(try #require(fake.first))))
        let done = try verify(events)
        #expect(done.code == 1)
        #expect(
            done.output.contains("Entry \(place): its act is not to be believed"),
            "\(done.output)"
        )
        let export = try PaperConference.export(PaperConference.entries(events))
        let chain = try export.written().audit("chain", ["信1"])
        #expect(chain.output.contains("INVALID"), "\(chain.output)")
    }

    @Test("An acknowledgement replayed: its number was used, and its order answered")
    func replayed() throws {
        let place = try index("signed")
        var events = conference.recorded
        events.append(events[place].stamped(events.last?.at))
        let done = try verify(events)
        #expect(done.code == 1)
        let last = events.count - 1
        #expect(
            done.output.contains("Entry \(last): the sequence of its key has a gap or a repeat"),
            "\(done.output)"
        )
    }

    @Test("A department denies having signed: its own signature, and its key's entry, answer")
    func denied() throws {
        let folder = try PaperConference.export(conference.entries).written()
        let done = try folder.audit("chain", ["信1"], output: "json")
        let hands = try #require(try done.json()["hands"] as? [[String: Any]])
        let hand = try #require(hands.first { $0["type"] as? String == "signed" })
        let signature = try #require(hand["signature"] as? [String: Any])
        #expect(signature["valid"] as? Bool == true)
        #expect(signature["key"] as? String == "rsj/handler")
        // Whoever doubts us checks the entry's own bytes and proof.
        try folder.put("e", Array(try #require(hand["bytes"] as? String).utf8))
        try folder.put("p", Array(try #require(hand["proof"] as? String).utf8))
        let checked = try run(
            "lianxi-audit",
            [
                "check-proof", folder.path("p"), "--entry", folder.path("e"), "--key",
                folder.path("ledger.vkey"), "--lang", "zh",
            ]
        )
        #expect(checked.code == 0)
        #expect(checked.output.contains("结论：该条目是账本 \(PaperConference.origin) 的第 "))
    }

    @Test("The operator omits an act: the department's confirmation is the evidence")
    func omitted() throws {
        let place = try index("signed")
        let entries = try conference.entries
        let text =
            "lianxi-confirmation/v1\nlog \(PaperConference.origin)\n"
            + "at \(conference.recorded[place].at.seconds)\n"
            + "entry \(place) \(Digest32.leaf(entries[place]).base64)\n"
        let note = confirmationKey.note(Array(text.utf8))
        var events = conference.recorded
        events.remove(at: place)
        let folder = try PaperConference.export(PaperConference.entries(events)).written()
        try folder.put("held", note)
        let done = try folder.audit(
            "verify",
            [
                "--confirmation", folder.path("held"), "--confirmation-key",
                "\(confirmationKey.verifier)",
            ]
        )
        #expect(done.code == 1)
        #expect(
            done.output.contains(
                "Entry \(place): the ledger lacks what was confirmed: evidence against the operator"
            ),
            "\(done.output)"
        )
    }

    @Test("The newest checkpoint withheld: an export shorter than what somebody holds is known")
    func withheld() throws {
        let old = try PaperConference.export(Array(conference.entries.dropLast(4))).written()
        let new = try PaperConference.export(conference.entries).written()
        let done = try new.audit("diff", [old.place.path], lang: "zh")
        #expect(done.output.contains("后者较旧"), "\(done.output)")
        try FileManager.default.removeItem(at: old.place.appending(path: "checkpoint"))
        let without = try old.audit("verify")
        #expect(without.code == 3 && without.errors.contains("checkpoint: No such file"))
    }

    @Test("The clock turned back: the entry is named")
    func clockBack() throws {
        let entries = try conference.entries
        let entry = try EntryCodec.decode(entries[entries.count - 1])
        let earlier = try EntryCodec.encode(
            entry.event,
            at: Timestamp(milliseconds: 0),
            cause: entry.cause,
            chain: entry.chain,
            delivery: entry.delivery
        )
        let done = try PaperConference.export(entries.dropLast() + [earlier]).written()
            .audit("verify")
        #expect(done.code == 1)
        #expect(
            done.output.contains(
                "Entry \(entries.count - 1): its time is before the entry before it."
            ),
            "\(done.output)"
        )
    }

    private func note(_ entries: [[UInt8]], _ key: SigningKey) -> [UInt8] {
        let root = MerkleTree(entries.map { Digest32.leaf($0) }).root
        let checkpoint = Checkpoint(
            origin: PaperConference.origin,
            size: UInt64(entries.count),
            root: root
        )
        return key.note(checkpoint.text)
    }
}

extension Acted {
    fileprivate func by(_ act: SignedAct) -> Self {
        Self(
            assignment: assignment,
            version: version,
            act: act,
            clocks: clocks,
            settles: settles,
            isLate: isLate,
            isSkewed: isSkewed
        )
    }
}

extension Recorded {
    fileprivate func stamped(_ moment: Timestamp?) -> Self {
        Self(index: index, at: moment ?? at, hash: hash, cause: cause, event: event)
    }
}
