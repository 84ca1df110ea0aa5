package import LianxiCore
package import LianxiJSON

/// A reply's body: `{"ok":{…}}` or `{"refused":{…}}`.
package enum DeskReply: Hashable, Sendable {
    /// The operation's own answer.
    case ok(JSONValue)
    case refused(DeskRefusal)

    /// An answer that is an object of its own kind.
    package init(_ answer: some WireObject) { self = .ok(answer.encode()) }

    package init(_ refusal: Refusal, message: String? = nil, at: String? = nil) {
        self = .refused(DeskRefusal(refusal, message: message, at: at))
    }

    package func encode() -> JSONValue {
        switch self {
        case .ok(let answer): JSONValue([("ok", answer)])
        case .refused(let refusal): JSONValue([("refused", refusal.encode())])
        }
    }

    package init(decoding body: JSONValue) throws(JSONShapeError) {
        self = try JSONElement(body).object { (reader) throws(JSONShapeError) in
            if let refusal = try reader.optionalValue("refused", of: DeskRefusal.self) {
                return .refused(refusal)
            }
            return .ok(try reader.element("ok").value)
        }
    }

    /// The answer to a request of that kind.
    ///
    /// - Throws: `DeskRefusal` when it was refused, `JSONShapeError` when the answer is not one.
    package func answer<Request: DeskRequest>(to type: Request.Type) throws -> Request.Answer {
        switch self {
        case .ok(let answer): try Request.Answer(decoding: answer)
        case .refused(let refusal): throw refusal
        }
    }
}
