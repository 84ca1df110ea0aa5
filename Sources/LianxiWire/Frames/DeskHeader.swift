package import LianxiCore

/// The first frame of a request.
///
/// Frame kind `10`.
package struct RequestHeader: Hashable, Sendable {
    package let id: RequestID

    package init(id: RequestID) { self.id = id }

    package func encode() -> [UInt8] { encodeHeader(.request, id) }

    package init(decoding frame: [UInt8]) throws(FrameError) {
        id = try decodeHeader(.request, frame)
    }
}

/// The first frame of a reply.
///
/// Frame kind `11`.
package struct ReplyHeader: Hashable, Sendable {
    /// The request it answers.
    package let id: RequestID

    package init(id: RequestID) { self.id = id }

    package func encode() -> [UInt8] { encodeHeader(.reply, id) }

    package init(decoding frame: [UInt8]) throws(FrameError) {
        id = try decodeHeader(.reply, frame)
    }
}

private func encodeHeader(_ kind: FrameKind, _ id: RequestID) -> [UInt8] {
    var frame = kind.prefix
    frame.append(word: id.high)
    frame.append(word: id.low)
    return frame
}

private func decodeHeader(_ kind: FrameKind, _ frame: [UInt8]) throws(FrameError) -> RequestID {
    var reader = try FrameReader(frame, kind: kind)
    let id = RequestID(high: try reader.word(), low: try reader.word())
    _ = try reader.tail(0...0)
    return id
}
