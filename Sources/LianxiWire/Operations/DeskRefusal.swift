package import LianxiCore
package import LianxiJSON

/// A request, or one element of a batch, was not done.
package struct DeskRefusal: WireObject, Error, CustomStringConvertible {
    /// The stable code: the raw value of a `Refusal`, or one that a newer daemon knows.
    package let code: String
    /// A sentence in English for the log; what people read is made from the code.
    package let message: String
    /// The member it is about, such as `acts[3].text`, where there is one.
    package let at: String?

    package init(_ refusal: Refusal, message: String? = nil, at: String? = nil) {
        code = refusal.rawValue
        self.message = cut(message ?? refusal.sentence(in: .en))
        self.at = at.map(cut)
    }

    /// The code's meaning; `nil` for a code this program does not know: not to be repeated unchanged.
    package var refusal: Refusal? { Refusal(rawValue: code) }

    package var description: String {
        "\(code): \(message)" + (at.map { " (at \($0))" } ?? "")
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("code", .string(code)), ("message", .string(message)), ("at", at.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        code = try reader.token("code")
        message = try reader.string("message", max: WireLimits.messageBytes)
        at = try reader.optionalString("at", max: WireLimits.messageBytes)
    }
}

/// The text, cut at a character so that it keeps to the bound.
private func cut(_ text: String) -> String {
    guard text.utf8.count > WireLimits.messageBytes else { return text }
    var short = Substring(text)
    while short.utf8.count > WireLimits.messageBytes { short.removeLast() }
    return String(short)
}
