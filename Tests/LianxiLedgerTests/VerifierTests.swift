import LianxiCore
import LianxiLedger
import Paper
import Testing

@Suite("The verifier finds what is wrong with an export")
struct VerifierTests {
    private let ledger: SampleLedger
    private let entries: [[UInt8]]

    init() throws {
        ledger = try SampleLedger()
        entries = try ledger.entries
    }

    /// Index of the first entry of a type.
    private func index(_ type: String) throws -> Int {
        try #require(ledger.recorded.firstIndex { $0.event.typeName == type })
    }

    /// The ledger with its events changed, recorded and signed anew: what only the operator can do.
    private func forged(_ change: (inout [Recorded]) throws -> Void) throws -> PaperExport {
        var events = ledger.recorded
        try change(&events)
        var recorder = Recorder()
        for it in events { _ = try recorder.record(it.event, at: it.at, cause: it.cause) }
        return PaperExport(recorder.takeBatch()?.entries.map(\.bytes) ?? [])
    }

    /// The entries with one written anew, under a fresh checkpoint.
    private func rewritten(
        _ place: Int,
        _ change: (inout SampleEntry) throws -> Void
    ) throws -> PaperExport {
        let old = try EntryCodec.decode(entries[place])
        var sample = SampleEntry(event: old.event, at: old.at, cause: old.cause)
        if let chain = old.chain { sample.link = chain }
        if let delivery = old.delivery { sample.feed = delivery.number }
        try change(&sample)
        var changed = entries
        changed[place] = try sample.bytes()
        return PaperExport(changed)
    }

    @Test("A sound export is fine, and is counted rightly")
    func sound() throws {
        let report = try PaperExport(entries).report()
        #expect(report.found == [])
        #expect(report.isFine)
        #expect(report.size == UInt64(entries.count))
        #expect(report.entries == UInt64(entries.count))
        #expect(report.matters == 2)
        #expect(report.parties == 2)
        #expect(report.acts == 4)
        #expect(report.escalations == 2)
        // The checkpoint, the batch of two acts, and two more.
        #expect(report.signatures == 4)
    }

    @Test("An empty ledger is fine")
    func empty() throws {
        #expect(try PaperExport([]).report().isFine)
    }

    @Test("A tile more than full is read in place of a missing partial one")
    func fullInPlace() throws {
        var export = PaperExport(entries)
        let partial = "tile/entries/000.p/\(entries.count)"
        let filling = Array(repeating: [UInt8]("{}".utf8), count: 256 - entries.count)
        export.files[partial] = nil
        export.files["tile/entries/000"] = TileBytes.encode(entries: entries + filling)
        #expect(try export.report().isFine)
    }

    // MARK: What anybody can do to the files

    @Test("Any byte changed in a tile is found")
    func tileFlipped() throws {
        let path = "tile/0/000.p/\(entries.count)"
        for byte in stride(from: 0, to: 32 * entries.count, by: 53) {
            var export = PaperExport(entries)
            export.files[path]?[byte] ^= 0x10
            let report = try export.report()
            #expect(report.found == ["tile-wrong"])
            #expect(report.findings.first?.detail == path)
        }
    }

    @Test("Any byte changed in an entry is found, and the entry named")
    func bundleFlipped() throws {
        let path = "tile/entries/000.p/\(entries.count)"
        var offset = 0
        for (index, entry) in entries.enumerated() {
            for byte in stride(from: 2, to: entry.count + 2, by: 101) {
                var export = PaperExport(entries)
                export.files[path]?[offset + byte] ^= 0x01
                let report = try export.report()
                #expect(report.found.contains("entry-altered \(index)"))
                #expect(report.found.contains("root-wrong"))
                let sentences = report.findings.map { $0.sentence(in: .en) }
                #expect(sentences.contains { $0.hasPrefix("Entry \(index): its bytes") })
            }
            offset += entry.count + 2
        }
    }

    @Test("Any byte changed in the checkpoint is found")
    func checkpointFlipped() throws {
        let note = try #require(PaperExport(entries).files["checkpoint"])
        for byte in note.indices {
            var export = PaperExport(entries)
            export.files["checkpoint"]?[byte] ^= 0x02
            #expect(try export.report().found == ["checkpoint-invalid"])
        }
    }

    @Test("Another log's key does not verify it")
    func foreignKey() throws {
        let other = key("elsewhere.test.example/lianxi", 1).verifier
        #expect(try PaperExport(entries).report(key: other).found == ["checkpoint-invalid"])
    }

    @Test("A missing or cut file is found by its path")
    func missingFiles() throws {
        let size = entries.count
        var export = PaperExport(entries)
        export.files["tile/0/000.p/\(size)"] = nil
        #expect(try export.report().found == ["tile-missing"])
        export = PaperExport(entries)
        export.files["tile/entries/000.p/\(size)"]?.removeLast()
        #expect(try export.report().found == ["bundle-wrong"])
        export.files["tile/entries/000.p/\(size)"] = nil
        #expect(try export.report().found == ["bundle-missing"])
        export.files["checkpoint"] = nil
        #expect(throws: VerifierError.noCheckpoint) { try export.report() }
    }

    @Test("A checkpoint of a size without end is not believed for long")
    func endless() throws {
        var export = PaperExport(entries)
        let huge = Checkpoint(origin: origin, size: UInt64(Int64.max), root: filled(9))
        export.files["checkpoint"] = logKey.note(huge.text)
        #expect(try export.report().found == ["bundle-missing"])
    }

    @Test("An entry exchanged for another is found against the checkpoint")
    func exchanged() throws {
        let place = try index("looked")
        var changed = entries
        changed[place] = changed[place - 1]
        var export = PaperExport(changed)
        export.files["checkpoint"] = PaperExport(entries).files["checkpoint"]
        let found = try export.report().found
        #expect(found.contains("root-wrong"))
        #expect(found.contains("chain-broken \(place)") || found.contains("feed-broken \(place)"))
    }

    // MARK: What the holder of the log's key can do, and still be found

    @Test("An entry removed breaks its matter's chain, even under a new checkpoint")
    func removed() throws {
        for place in entries.indices where ledger.recorded[place].event.matter != nil {
            var fewer = entries
            fewer.remove(at: place)
            let matter = ledger.recorded[place].event.matter
            let later = ledger.recorded[(place + 1)...].first { $0.event.matter == matter }
            guard let later else { continue }
            let found = try PaperExport(fewer).report().found
            #expect(found.contains("chain-broken \(later.index - 1)"), "\(place): \(found)")
        }
    }

    @Test("An entry inserted breaks its matter's chain, even under a new checkpoint")
    func inserted() throws {
        let place = try index("looked")
        var more = entries
        more.insert(entries[place], at: place)
        let found = try PaperExport(more).report().found
        #expect(found.contains("chain-broken \(place + 1)"))
    }

    @Test("A feed number skipped is found")
    func feedSkipped() throws {
        let place = try index("accepted")
        let report = try rewritten(place) { $0.feed += 1 }.report()
        #expect(report.found.first == "feed-broken \(place)")
        #expect(
            report.findings.first?.sentence(in: .zh).hasPrefix("第 \(place) 条：送达编号不连续") == true
        )
    }

    @Test("A matter's number or previous hash that does not follow is found")
    func chainBroken() throws {
        let place = try index("accepted")
        let one = try rewritten(place) {
            $0.link = ChainLink(number: $0.link.number + 1, previous: $0.link.previous)
        }
        #expect(try one.report().found.first == "chain-broken \(place)")
        let other = try rewritten(place) {
            $0.link = ChainLink(number: $0.link.number, previous: filled(1))
        }
        #expect(try other.report().found.first == "chain-broken \(place)")
    }

    @Test("Time that goes back is found")
    func timeBack() throws {
        let place = try index("looked")
        let report = try rewritten(place) { $0.at = $0.at.adding(milliseconds: -3_600_000) }
            .report()
        #expect(report.found.first == "time-back \(place)")
    }

    @Test("An act whose signature is not its officer's is found")
    func signatureWrong() throws {
        let place = try index("accepted")
        let forged = try forged { events in
            events[place] = try events[place].changed { acted in
                let fake = try ActBatch.sign(
                    [acted.act.act],
                    origin: origin,
                    by: key("human-resources/handler", 9)
                )
                return acted.with(try only(fake))
            }
        }
        #expect(try forged.report().found == ["act-invalid \(place)"])
    }

    @Test("An act said to another log is found")
    func foreignAct() throws {
        let place = try index("accepted")
        let forged = try forged { events in
            events[place] = try events[place].changed { acted in
                let elsewhere = try ActBatch.sign(
                    [acted.act.act],
                    origin: "elsewhere.test.example/lianxi",
                    by: handlerKey
                )
                return acted.with(try only(elsewhere))
            }
        }
        #expect(try forged.report().found == ["act-invalid \(place)"])
    }

    @Test("An act after its key was revoked is found")
    func revoked() throws {
        let place = try index("signed")
        let forged = try forged { events in
            let it = Recorded(
                index: 0,
                at: events[place].at,
                hash: filled(0),
                cause: nil,
                event: .partyRevoked(SampleEvents.department)
            )
            events.insert(it, at: place)
        }
        let found = try forged.report().found
        #expect(found.first == "key-unknown \(place + 1)")
    }

    @Test("A gap in the numbers of a key is found")
    func sequenceGap() throws {
        let place = try index("concluded")
        let forged = try forged { events in
            events[place] = try events[place].changed { acted in
                acted.with(try only(try signed([acted.act.act.with(sequence: 5)])))
            }
        }
        #expect(try forged.report().found == ["sequence-broken \(place)"])
    }

    @Test("A key enrolled in place of another goes on with its numbers")
    func keyReplaced() throws {
        let place = try index("concluded")
        let fresh = key("human-resources/handler", 8)
        let forged = try forged { events in
            events[place] = try events[place].changed { acted in
                let act = try ActBatch.sign([acted.act.act], origin: origin, by: fresh)
                return acted.with(try only(act))
            }
            let party = Party(
                id: SampleEvents.department,
                kind: .department,
                name: "人社局",
                curveKeys: SampleEvents.party.curveKeys,
                actKeys: [
                    ActKey(
                        officer: OfficerID(fixed: "handler"),
                        verifierKey: "\(fresh.verifier)"
                    )
                ],
                feedPort: 5604,
                handlesReports: false
            )
            let it = Recorded(
                index: 0,
                at: events[place].at,
                hash: filled(0),
                cause: nil,
                event: .partyEnrolled(party)
            )
            events.insert(it, at: place)
        }
        #expect(try forged.report().found == [])
    }

    @Test("An act that names another order, or a head that never was, is found")
    func orderAndHead() throws {
        let place = try index("concluded")
        let order = try forged { events in
            events[place] = try events[place].changed { acted in
                acted.with(try only(try signed([acted.act.act.with(orderHash: filled(7))])))
            }
        }
        #expect(try order.report().found == ["order-wrong \(place)"])
        let head = try forged { events in
            events[place] = try events[place].changed { acted in
                acted.with(try only(try signed([acted.act.act.with(head: (3, filled(7)))])))
            }
        }
        #expect(try head.report().found == ["head-wrong \(place)"])
    }

    @Test("A founding of another log, or none, is found")
    func founding() throws {
        let other = try rewritten(0) {
            $0.event = .founded(origin: "elsewhere.test.example/lianxi", name: "x")
        }
        #expect(try other.report().found.first == "founded-wrong 0")
        #expect(
            try PaperExport(Array(entries.dropFirst())).report().found.first == "founded-wrong 0"
        )
    }

    // MARK: Confirmations

    @Test("A confirmation the ledger keeps is counted; one it broke is evidence")
    func confirmations() throws {
        let made = Confirmation(
            origin: origin,
            at: .distant,
            entries: [Confirmation.Line(index: 3, hash: .leaf(entries[3]))]
        )
        let export = PaperExport(entries)
        let kept = try export.report(
            confirmations: [("kept", made.note(by: confirmationKey))]
        )
        #expect(kept.isFine)
        #expect(kept.confirmations == 1)
        let line = Confirmation.Line(index: 3, hash: filled(3))
        let broken = Confirmation(origin: origin, at: .distant, entries: [line])
        let report = try export.report(
            confirmations: [
                ("broken", broken.note(by: confirmationKey)), ("forged", logKey.note(made.text)),
            ]
        )
        #expect(report.found == ["confirmation-broken 3", "confirmation-invalid"])
    }

    @Test("A request recorded in two places is found; one of the same name by another is not")
    func requests() throws {
        let place = try index("looked")
        let first = try #require(ledger.recorded.first { $0.cause?.request != nil }?.cause)
        let split = try rewritten(place) { $0.cause = first }
        #expect(try split.report().found.first == "request-split \(place)")
        let other = try forged { events in
            let cause = Cause(
                party: SampleEvents.department,
                officer: nil,
                request: first.request
            )
            events[place] = events[place].caused(by: cause)
        }
        #expect(try other.report().found == [])
    }
}
