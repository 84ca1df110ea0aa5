import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger
import Testing

@testable import LianxiWire

/// The bytes of the page *Protocol*, made once more by this program.
@Suite("The worked bytes of the page are right")
struct WorkedBytesTests {
    /// Members of `worked.json`: made by another program, from the page's words.
    private func worked() throws -> JSONObject {
        let value = try Samples.value(at: Samples.vectors.appending(path: "worked.json"))
        guard case .object(let object) = value else { throw CancellationError() }
        return object
    }

    private func text(_ name: String) throws -> String {
        guard case .string(let text)? = try worked()[name] else {
            Issue.record("worked.json has no \(name)")
            return ""
        }
        return text
    }

    private let epoch = Epoch(counter: 1, id: Array(0xe0...0xef))
    private let time = Timestamp(milliseconds: 1_790_553_662_000)

    @Test("The page shows each of them")
    func page() throws {
        let page = try String(
            contentsOf: Samples.pages.appending(path: "Protocol.md"),
            encoding: .utf8
        )
        let squeezed = page.filter { !$0.isWhitespace }
        for member in try worked().members {
            guard case .string(let text) = member.value, !["item", "beat"].contains(member.name)
            else { continue }
            let lost = !squeezed.contains(text.filter { !$0.isWhitespace })
            #expect(!lost, "\(member.name) is not on the page")
        }
    }

    @Test("Feed item and beat")
    func feedFrames() throws {
        let entry = Array(try text("entry").utf8)
        let item = FeedItem(epoch: epoch, number: 1, index: 41, entry: entry)
        #expect(hexText(item.encode()) == (try text("item")))
        #expect(Digest32.leaf(entry).description == (try text("leaf")))
        let note = Array(try text("checkpoint").utf8)
        let beat = Beat(epoch: epoch, head: 1, time: time, checkpoint: note)
        #expect(hexText(beat.encode()) == (try text("beat")))
        #expect(try text("item").hasPrefix(text("item-head")))
        #expect(try text("beat").hasPrefix(text("beat-head")))
    }

    @Test("The entry is one that the ledger reads")
    func entry() throws {
        let entry = try EntryCodec.decode(Array(text("entry").utf8))
        #expect(entry.delivery?.number == 1)
        guard case .dispatched(let it) = entry.event else { return #expect(Bool(false)) }
        #expect(it.facts.piece.dossier.map(\.field) == ["claim"])
    }

    @Test("Headers")
    func headers() throws {
        let id = try #require(RequestID(text("request")))
        #expect(hexText(RequestHeader(id: id).encode()) == (try text("request-header")))
        #expect(hexText(ReplyHeader(id: id).encode()) == (try text("reply-header")))
        let item = EntryItem(index: 41, entry: [0])
        #expect(hexText(item.encode().dropLast()) == (try text("entry-item-head")))
    }

    @Test("Bodies of hello, receive and act")
    func bodies() throws {
        let hello = HelloRequest(software: "department.py/1", installation: "window-2")
        #expect(
            String(decoding: hello.encode().canonicalBytes, as: UTF8.self) == (try text("hello"))
        )
        let leaf = try #require(hexBytes(text("leaf")).flatMap { Digest32($0) })
        let receive = ReceiveRequest(orders: [.init(index: 41, hash: leaf)])
        #expect(
            String(decoding: receive.encode().canonicalBytes, as: UTF8.self)
                == (try text("receive"))
        )
        let act = ActRequest(
            acts: [try text("act-text")],
            signature: Base64.decode(try text("sig")) ?? [],
            notes: []
        )
        #expect(String(decoding: act.encode().canonicalBytes, as: UTF8.self) == (try text("act")))
    }

    @Test("The ledger takes the signed acts, and signs the same bytes itself")
    func acts() throws {
        let origin = try text("origin")
        let key = try VerifierKey(parsing: text("act-key"))
        let texts = [try text("act-text"), try text("act-text-2")]
        for (texts, signature) in [([texts[0]], try text("sig")), (texts, try text("sig-2"))] {
            let opened = try ActBatch(origin: origin, texts: texts)
                .open(signature: signature, by: key)
            #expect(opened.map(\.text) == texts)
            let own = try SigningKey(name: key.name, seed: Array(repeating: 3, count: 32))
            let again = try ActBatch.sign(opened.map(\.act), origin: origin, by: own)
            #expect(again == opened)
        }
    }

    @Test("Checkpoint, confirmation and commitment")
    func notes() throws {
        let note = Array(try text("checkpoint").utf8)
        let log = try VerifierKey(parsing: text("log-key"))
        #expect(try Checkpoint(verifying: note, by: log).size == 40)
        let confirmation = try Confirmation(
            verifying: Array(text("confirmation").utf8),
            by: VerifierKey(parsing: text("confirmation-key"))
        )
        #expect(confirmation.entries.map(\.index) == [43])
        guard let dossier = try worked()["dossier"] else { return #expect(Bool(false)) }
        var reader = try JSONReader(dossier)
        let item = try DossierItem(
            matter: try reader.identifier("matter"),
            field: try reader.string("field"),
            payload: Array(try reader.string("payload").utf8),
            salt: hexBytes(try reader.string("salt")) ?? []
        )
        #expect(Base64.encode(item.commitment.bytes) == (try reader.string("commitment")))
    }
}
