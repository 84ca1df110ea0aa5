import LianxiCore
import LianxiJSON
import Testing

@testable import LianxiWire

@Suite("A desk answers what it can read, and nothing else")
struct DeskInputTests {
    static let id = RequestID(high: 0x11, low: 0x22)

    private func input(_ body: String) -> DeskInput {
        DeskInput([RequestHeader(id: Self.id).encode(), Array(body.utf8)])
    }

    private func refusal(_ input: DeskInput) -> DeskRefusal? {
        guard case .refused(Self.id, let refusal) = input else { return nil }
        return refusal
    }

    @Test("A request is read with its identifier")
    func request() {
        let message = RequestMessage(id: Self.id, SyncRequest(after: 5, limit: 10))
        #expect(
            DeskInput(message.frames)
                == .operation(Self.id, SignedOperation(.sync(SyncRequest(after: 5, limit: 10))))
        )
    }

    @Test(
        "A body that is no request is refused with its code and place",
        arguments: [
            ("", Refusal.malformed, nil), ("[]", .malformed, "op"), ("{}", .malformed, "op"),
            (#"{"op":1}"#, .malformed, "op"), (#"{"op":"fly"}"#, .unknownOperation, "op"),
            (#"{"op":"sync","after":0}"#, .malformed, "limit"),
            (#"{"op":"sync","after":0,"limit":1,"limit":2}"#, .malformed, nil),
            (#"{"op":"sync","after":1.0,"limit":1}"#, .malformed, nil),
            (#"{"op":"sync","after":9007199254740992,"limit":1}"#, .malformed, nil),
            (#"{"op":"status","verbose":true}"#, .malformed, "verbose"),
            (
                #"{"op":"act","acts":[{"text":"a"},{"txt":"b"}],"sig":""}"#, .malformed,
                "acts[1].text"
            ),
        ] as [(String, Refusal, String?)]
    )
    func refusals(_ body: String, _ code: Refusal, _ at: String?) {
        let refusal = refusal(input(body))
        #expect(refusal?.refusal == code)
        #expect(refusal?.at == at)
    }

    @Test("A batch of one too many is refused as a whole")
    func tooMany() {
        let order = #"{"index":1,"hash":"\#(String(repeating: "0", count: 64))"}"#
        let orders = Array(repeating: order, count: 257).joined(separator: ",")
        let refusal = refusal(input(#"{"op":"receive","orders":[\#(orders)]}"#))
        #expect(refusal?.refusal == .tooMany)
        #expect(refusal?.at == "orders")
    }

    @Test("A body of one byte too many is refused")
    func tooLarge() {
        let body = String(repeating: " ", count: WireLimits.bodyBytes + 1)
        #expect(refusal(input(body))?.refusal == .tooLarge)
    }

    @Test("A request of another version is told so; frames that are none are not answered")
    func versions() {
        var header = RequestHeader(id: Self.id).encode()
        #expect(DeskInput([header]) == .unreadable(.frames(1)))
        #expect(DeskInput([[], header, []]) == .unreadable(.frames(3)))
        #expect(DeskInput([[], header]) == .unreadable(.signature))
        header[2] = 9
        #expect(refusal(DeskInput([header, []]))?.refusal == .unsupportedVersion)
        #expect(DeskInput([header + [0], []]) == .unreadable(.version(9)))
    }

    @Test("A reply is read only by the request it answers")
    func replies() throws {
        let reply = ReplyMessage(id: Self.id, DeskReply(SyncReply(head: 9)), items: [[1], [2]])
        let read = try ReplyMessage(decoding: reply.frames, to: Self.id)
        #expect(read == reply)
        #expect(try read.reply.answer(to: SyncRequest.self).head == 9)
        #expect(throws: FrameError.otherRequest) {
            try ReplyMessage(decoding: reply.frames, to: Self.id.derived(1))
        }
    }

    @Test("A refusal is thrown to who asked, with a code even of a newer daemon")
    func newerCode() throws {
        let body = #"{"refused":{"code":"mercury-retrograde","message":"Wait."}}"#
        let reply = try DeskReply(decoding: JSONValue(parsing: Array(body.utf8)))
        let refusal = #expect(throws: DeskRefusal.self) { try reply.answer(to: SyncRequest.self) }
        #expect(refusal?.refusal == nil)
        #expect(refusal?.code == "mercury-retrograde")
    }

    @Test("A message too long for the wire is cut at a character")
    func cutMessages() {
        let refusal = DeskRefusal(.malformed, message: String(repeating: "汉", count: 1000))
        #expect(refusal.message.utf8.count == 1023)
    }

    @Test("Each kind of party may ask what its work needs, and no more")
    func permissions() {
        func names(_ kind: PartyKind) -> [String] {
            OperationName.allCases.filter { $0.isAllowed(for: kind) }.map(\.rawValue)
        }
        #expect(
            names(.leaders) == [
                "hello", "sync", "act", "checkpoint", "cosign", "present", "prove", "channel",
                "documents", "open-document", "meeting", "conference", "sheet", "lead", "visit",
                "cases",
            ]
        )
        #expect(
            names(.department) == [
                "hello", "sync", "receive", "act", "look", "checkpoint", "cosign", "present",
                "prove", "channel", "looks", "documents", "open-document", "list", "show",
                "conference", "sheet", "open-attachment",
            ]
        )
        #expect(
            Set(OperationName.allCases.map(\.rawValue)).subtracting(names(.office))
                == ["receive", "act", "cosign", "present"]
        )
    }

    @Test("An element's identifier follows the message's, and wraps around")
    func derived() {
        #expect(Self.id.derived(0) == Self.id)
        #expect(RequestID(high: 5, low: .max).derived(1) == RequestID(high: 5, low: 0))
    }

    @Test("The highest common version is chosen")
    func negotiation() {
        #expect(WireVersion.chosen(from: [3, 1, 2]) == 1)
        #expect(WireVersion.chosen(from: [2, 3]) == nil)
        #expect(WireVersion.supported.contains(WireVersion.current))
    }

    @Test("Every refusal has a sentence of its own in both languages, ended by a stop")
    func sentences() {
        for language in Language.allCases {
            let sentences = Refusal.allCases.map { $0.sentence(in: language) }
            #expect(Set(sentences).count == sentences.count)
            for sentence in sentences {
                #expect(sentence.hasSuffix(language == .zh ? "。" : "."), "\(sentence)")
                #expect(sentence.utf8.count <= 256, "\(sentence)")
            }
        }
    }
}
