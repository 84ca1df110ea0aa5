package import LianxiCore
import LianxiJSON

/// A request as it goes to a desk: header and body.
package struct RequestMessage: Hashable, Sendable {
    package let id: RequestID
    /// The body's bytes; kept as they are when the request is sent again.
    package let body: [UInt8]

    package init(id: RequestID, body: [UInt8]) {
        self.id = id
        self.body = body
    }

    package init(id: RequestID, _ request: some DeskRequest) {
        self.init(id: id, body: request.encode().canonicalBytes)
    }

    /// What is sent, without a routing identifier or an empty frame before it.
    package var frames: [[UInt8]] { [RequestHeader(id: id).encode(), body] }

    package init(decoding frames: [[UInt8]]) throws(FrameError) {
        guard frames.count == WireLimits.requestFrames else { throw .frames(frames.count) }
        id = try RequestHeader(decoding: frames[0]).id
        body = frames[1]
    }
}

/// A reply as it comes from a desk: header, body and perhaps items.
package struct ReplyMessage: Hashable, Sendable {
    package let id: RequestID
    package let reply: DeskReply
    /// `FeedItem` frames of a `sync`, `EntryItem` frames of an `entries`; else empty.
    package let items: [[UInt8]]

    package init(id: RequestID, _ reply: DeskReply, items: [[UInt8]] = []) {
        self.id = id
        self.reply = reply
        self.items = items
    }

    package var frames: [[UInt8]] {
        [ReplyHeader(id: id).encode(), reply.encode().canonicalBytes] + items
    }

    /// Reads the reply to a request.
    ///
    /// - Parameters:
    ///   - frames: What came, without a routing identifier.
    ///   - id: The request that was asked.
    /// - Throws: `FrameError` for the header, `JSONError` or `JSONShapeError` for the body.
    package init(decoding frames: [[UInt8]], to id: RequestID) throws {
        guard frames.count >= 2, frames.count <= 2 + WireLimits.items else {
            throw FrameError.frames(frames.count)
        }
        self.id = try ReplyHeader(decoding: frames[0]).id
        guard self.id == id else { throw FrameError.otherRequest }
        reply = try DeskReply(decoding: JSONValue(parsing: frames[1]))
        items = Array(frames.dropFirst(2))
    }
}

/// What a desk makes of the frames that came in.
package enum DeskInput: Hashable, Sendable {
    case operation(RequestID, SignedOperation)
    /// Readable enough to be answered: send this refusal.
    case refused(RequestID, DeskRefusal)
    /// Not a request of this protocol: answered with nothing, and counted.
    case unreadable(FrameError)

    /// Reads the frames behind the routing identifier.
    package init(_ frames: [[UInt8]]) {
        do {
            let message = try RequestMessage(decoding: frames)
            self = Self.read(message)
        } catch .version(let version) {
            self = Self.refuse(version, header: frames[0])
        } catch {
            self = .unreadable(error)
        }
    }

    private static func read(_ message: RequestMessage) -> DeskInput {
        do {
            return .operation(message.id, try SignedOperation(parsing: message.body))
        } catch {
            return .refused(message.id, error)
        }
    }

    /// A request of another version is told so, as long as its header looks like ours.
    private static func refuse(_ version: UInt8, header: [UInt8]) -> DeskInput {
        var ours = header
        ours[2] = UInt8(WireVersion.current)
        guard let id = try? RequestHeader(decoding: ours).id else {
            return .unreadable(.version(version))
        }
        return .refused(id, DeskRefusal(.unsupportedVersion))
    }
}
