import LianxiCore
import LianxiJSON
import LianxiWire

extension FuzzTarget {
    /// Frames and bodies, which peers send.
    static let wire: [FuzzTarget] = [
        FuzzTarget("json") { bytes in
            let value = try JSONValue(parsing: bytes)
            let again = value.canonicalBytes
            try Complaint.unless(
                try JSONValue(canonical: again) == value,
                "the canonical form is read otherwise"
            )
        },
        FuzzTarget("desk-frames") { bytes in
            guard case .operation(_, let operation) = DeskInput(frames(of: bytes)) else {
                throw Refused()
            }
            try checkAgain(operation)
        },
        FuzzTarget("desk-body") { bytes in
            try checkAgain(try SignedOperation(parsing: bytes))
        },
        FuzzTarget("desk-reply") { bytes in
            let reply = try DeskReply(decoding: JSONValue(parsing: bytes))
            try Complaint.unless(
                try DeskReply(decoding: reply.encode()) == reply,
                "the reply is read otherwise when it is written again"
            )
        },
        FuzzTarget("feed-item") { bytes in
            let item = try FeedItem(decoding: bytes)
            try Complaint.unless(item.encode() == bytes, "the item is written otherwise")
        },
        FuzzTarget("beat") { bytes in
            let beat = try Beat(decoding: bytes)
            try Complaint.unless(beat.encode() == bytes, "the beat is written otherwise")
        },
        FuzzTarget("entry-item") { bytes in
            let item = try EntryItem(decoding: bytes)
            try Complaint.unless(item.encode() == bytes, "the item is written otherwise")
        },
    ]

    /// Frames as a corpus file holds them: before each its length, two bytes, the high one first.
    static func frames(of bytes: [UInt8]) -> [[UInt8]] {
        var frames: [[UInt8]] = []
        var rest = bytes[...]
        while rest.count >= 2, frames.count < 300 {
            let count = Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1])
            rest = rest.dropFirst(2)
            frames.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return frames
    }

    /// Frames as one file.
    static func bytes(of frames: [[UInt8]]) -> [UInt8] {
        frames.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xff)] + $0 }
    }

    private static func checkAgain(_ operation: SignedOperation) throws(Complaint) {
        let again = operation.encode().canonicalBytes
        try Complaint.unless(
            try SignedOperation(parsing: again) == operation,
            "the request is read otherwise when it is written again"
        )
    }
}
