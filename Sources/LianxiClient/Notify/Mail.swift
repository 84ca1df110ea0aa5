package import LianxiCore
import LianxiJSON

/// A mail to one address, ready to be handed to a relay.
package struct Mail: Hashable, Sendable {
    package let from: String
    package let to: String
    package let subject: String
    /// Lines of text, ended by line feeds.
    package let body: String
    /// Without angle brackets; the same for every repeat, so that readers' programs can drop one.
    package let id: String
    package let date: Timestamp

    package init(
        from: String,
        to: String,
        subject: String,
        body: String,
        id: String,
        date: Timestamp
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.body = body
        self.id = id
        self.date = date
    }

    /// The message as RFC 5322 has it, lines ended by CR LF: subject by RFC 2047, body in base64.
    package var bytes: [UInt8] {
        let head = [
            "From: <\(from)>", "To: <\(to)>", "Subject: \(encodedSubject)",
            "Date: \(date.mailText)", "Message-ID: <\(id)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated", "",
        ]
        let lines = head + Self.wrapped(Base64.encode(Array(body.utf8)), 76)
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    /// Encoded words of at most 75 characters, each of whole characters, on lines of their own.
    private var encodedSubject: String {
        var words: [String] = []
        var word: [UInt8] = []
        for character in subject where character != "\n" && character != "\r" && character != "\r\n"
        {
            let bytes = Array(character.utf8)
            if word.count + bytes.count > 39 {
                words.append(Base64.encode(word))
                word = []
            }
            word += bytes
        }
        words.append(Base64.encode(word))
        return words.map { "=?utf-8?B?\($0)?=" }.joined(separator: "\r\n ")
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            lines.append(String(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return lines
    }
}

extension Timestamp {
    /// RFC 5322: `Mon, 28 Sep 2026 16:05:09 +0800`, as the wall clock in China shows it.
    var mailText: String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let date = civilDate
        let time = wallText.split(separator: " ").last ?? ""
        return "\(days[date.weekday - 1]), \(date.day) \(months[date.month - 1]) \(date.year) "
            + "\(time) +0800"
    }
}
