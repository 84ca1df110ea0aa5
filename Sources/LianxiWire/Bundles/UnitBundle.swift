package import LianxiCore
package import LianxiJSON

/// What the office has carried to a unit: the answers its own desk would have given it.
package struct UnitBundle: WireObject {
    /// The most items of one bundle; what is beyond goes with the next.
    package static let mostItems = 10_000

    /// An item of the unit's feed with the path from its entry to the checkpoint's root.
    package struct Item: WireObject {
        /// As on the feed.
        package let frame: [UInt8]
        package let path: [Digest32]

        package init(frame: [UInt8], path: [Digest32]) {
            self.frame = frame
            self.path = path
        }

        package var members: [(name: String, value: JSONValue?)] {
            [
                ("frame", .string(Base64.encode(frame))),
                ("path", .array(path.map(\.base64))),
            ]
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            frame = try reader.bytes("frame", max: 65_536)
            path = try reader.proof("path")
        }
    }

    /// The answer to a batch of acts that was carried to the office.
    package struct Answer: WireObject {
        package let request: RequestID
        package let reply: DeskReply

        package init(request: RequestID, reply: DeskReply) {
            self.request = request
            self.reply = reply
        }

        package var members: [(name: String, value: JSONValue?)] {
            [("request", request.json), ("reply", reply.encode())]
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            request = try reader.identifier("request")
            reply = try DeskReply(decoding: reader.element("reply").value)
        }
    }

    /// What became of a receipt that was carried to the office.
    package struct Receipt: WireObject {
        package let index: UInt64
        package let result: EntryResult

        package init(index: UInt64, result: EntryResult) {
            self.index = index
            self.result = result
        }

        package var members: [(name: String, value: JSONValue?)] {
            [("index", JSONValue(index)), ("result", result.encode())]
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            index = try reader.number("index")
            result = try reader.value("result")
        }
    }

    package let hello: HelloReply
    /// The feed goes on behind this number.
    package let after: UInt64
    /// Size of the checkpoint the proof begins at; 0 for none.
    package let kept: UInt64
    package let checkpoint: CheckpointReply
    package let items: [Item]
    package let answers: [Answer]
    package let receipts: [Receipt]
    /// What parties are called, so that people read names.
    package let names: [PartyName]

    package init(
        hello: HelloReply,
        after: UInt64,
        kept: UInt64,
        checkpoint: CheckpointReply,
        items: [Item],
        answers: [Answer],
        receipts: [Receipt],
        names: [PartyName]
    ) {
        self.hello = hello
        self.after = after
        self.kept = kept
        self.checkpoint = checkpoint
        self.items = items
        self.answers = answers
        self.receipts = receipts
        self.names = names
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("hello", hello.encode()), ("after", JSONValue(after)), ("kept", JSONValue(kept)),
            ("checkpoint", checkpoint.encode()), ("items", JSONValue(items)),
            ("answers", JSONValue(answers)), ("receipts", JSONValue(receipts)),
            ("names", names.isEmpty ? nil : JSONValue(names)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        hello = try reader.value("hello")
        after = try reader.number("after")
        kept = try reader.number("kept")
        checkpoint = try reader.value("checkpoint")
        items = try reader.objects("items", 0...Self.mostItems)
        answers = try reader.objects("answers", 0...OfficeBundle.mostActs)
        receipts = try reader.objects("receipts", 0...WireLimits.receipts)
        // An office of before carries none.
        names =
            reader.optional("names") == nil
            ? [] : try reader.objects("names", 1...WireLimits.shownParties)
    }
}
