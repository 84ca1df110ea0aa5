import LianxiCore
import LianxiLedger
import Paper
import Testing

/// The worked bytes of the page *Format*, made by another program, recomputed by this one.
@Suite("The worked bytes of the format's page are right")
struct FormatPageTests {
    private let page: FormatPage
    private let origin = "xinfang.demo.example/lianxi"
    private let entries: [[UInt8]]

    init() throws {
        page = try FormatPage()
        entries = try page.block("entries").split(separator: "\n").map { Array($0.utf8) }
    }

    private var log: SigningKey { key(origin, 1) }
    private var confirmations: SigningKey { key("\(origin)/confirmation", 2) }

    private func octets(_ name: String, in block: String) throws -> [UInt8] {
        try bytes(try page.value(name, in: block))
    }

    @Test("Its table has every type of entry, every code of a finding and no other")
    func types() throws {
        for sample in try SampleEvents.all() {
            #expect(page.text.contains("\n| `\(sample.event.typeName)` | "))
        }
        for kind in VerificationFinding.Kind.allCases {
            #expect(page.text.contains("`\(kind.rawValue)`"))
        }
    }

    @Test("Its names of members are those entries have")
    func members() throws {
        for sample in try SampleEvents.all() {
            let text = String(decoding: try sample.bytes(), as: UTF8.self)
            for name in text.matches(of: #/"([a-z-]+)":/#) {
                let isThere =
                    page.text.contains("`\(name.1)`") || page.text.contains("\"\(name.1)\"")
                #expect(isThere, "\(sample.event.typeName): \(name.1)")
            }
        }
    }

    @Test("The keys")
    func keys() throws {
        #expect(try page.value("log", in: "keys") == "\(log.verifier)")
        #expect(try page.value("confirmation", in: "keys") == "\(confirmations.verifier)")
        #expect(try page.value("act", in: "keys") == "\(handlerKey.verifier)")
    }

    @Test("The entries are entries, with their hashes and roots")
    func hashes() throws {
        let leaves = entries.map { Digest32.leaf($0) }
        for (index, entry) in entries.enumerated() {
            _ = try EntryCodec.decode(entry)
            #expect(try page.value("leaf-\(index)", in: "hashes") == "\(leaves[index])")
        }
        #expect(
            try page.value("root-4", in: "hashes") == "\(MerkleTree(leaves.prefix(4)).root)"
        )
        #expect(try page.value("root-6", in: "hashes") == "\(MerkleTree(leaves).root)")
    }

    @Test("The recorder writes the same entries from the same events")
    func recorded() throws {
        var recorder = Recorder()
        for bytes in entries {
            let entry = try EntryCodec.decode(bytes)
            _ = try recorder.record(entry.event, at: entry.at, cause: entry.cause)
        }
        #expect(recorder.takeBatch()?.entries.map(\.bytes) == entries)
    }

    @Test("The files, which make an export that verifies")
    func files() throws {
        let export = PaperExport(entries, by: log)
        let note = try #require(export.files["checkpoint"])
        #expect(try page.block("checkpoint") == String(decoding: note, as: UTF8.self))
        for path in ["tile/0/000.p/6", "tile/entries/000.p/6"] {
            let file = try #require(export.files[path])
            let shown = "\(file.count) \(Digest32.sha256(of: file))"
            #expect(try page.value(path, in: "files") == shown)
        }
        let confirmation = Array(try page.block("confirmation-note").utf8)
        var verifier = LedgerVerifier(export, key: log.verifier)
        let report = try verifier.verify(
            confirmations: [("page", confirmation)],
            confirmationKey: confirmations.verifier
        )
        #expect(report.found == [])
        #expect(report.acts == 1)
        #expect(report.confirmations == 1)
    }

    @Test("The act, its batch and its confirmation")
    func act() throws {
        let text = try page.block("act")
        let parsed = try ActText.parse(text)
        let signed = try only(
            ActBatch.sign([parsed.act], origin: parsed.origin, by: handlerKey)
        )
        guard case .signed(let acted) = try EntryCodec.decode(entries[5]).event else {
            Issue.record("entry 5 is an act")
            return
        }
        #expect(acted.act == signed)
        let batch = try page.block("batch")
        #expect(handlerKey.sign(Array(batch.utf8)).base64 == signed.signature)
        let confirmation = Confirmation(
            origin: origin,
            at: parsed.act.claimedAt.adding(milliseconds: 1000),
            entries: [Confirmation.Line(index: 5, hash: .leaf(entries[5]))]
        )
        let note = confirmation.note(by: confirmations)
        #expect(try page.block("confirmation-note") == String(decoding: note, as: UTF8.self))
    }

    @Test("The proof file")
    func proof() throws {
        let shown = Array(try page.block("proof").utf8)
        let proof = try ProofFile(parsing: shown)
        #expect(proof.bytes == shown)
        #expect(proof.index == 3)
        #expect(try proof.verify(entry: entries[3], by: log.verifier).size == 6)
    }

    @Test("The dossier item")
    func dossier() throws {
        guard case .registered(let registered) = try EntryCodec.decode(entries[2]).event else {
            Issue.record("entry 2 is a registration")
            return
        }
        let facts = registered.facts
        let item = try DossierItem(
            matter: facts.matter,
            field: "claim",
            payload: try octets("payload", in: "dossier"),
            salt: try octets("salt", in: "dossier")
        )
        #expect(try page.value("commitment", in: "dossier") == "\(item.commitment)")
        #expect(facts.piece.dossier == [item.reference])
        let sealed = try item.seal(
            key: try octets("matter-key", in: "dossier"),
            nonce: try octets("nonce", in: "dossier")
        )
        #expect(try page.value("box", in: "dossier") == hexText(sealed.box))
    }
}
