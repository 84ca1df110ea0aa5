/// Why a mail was not taken.
package struct MailFailure: Error, Hashable, Sendable {
    /// What is to be done about it.
    package enum Kind: Hashable, Sendable {
        /// The relay cannot be reached, or does not talk to us: every mail fails.
        case relay
        /// This mail was put off (4xx).
        case again
        /// This mail will never be taken (5xx): the address, or what is in it.
        case refused
    }
    package let kind: Kind
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}

/// A connection to a relay; every call waits no longer than the connection's own bound.
package protocol MailConnection {
    mutating func send(_ bytes: [UInt8]) throws(MailFailure)
    /// The next line without its end.
    mutating func readLine() throws(MailFailure) -> String
}

/// Hands one mail to a relay: RFC 5321 as a plain client, without extensions.
///
/// No TLS and no login: the relay is on this machine or in the installation's own network.
package struct MailDialogue<Connection: MailConnection> {
    private var connection: Connection
    /// What we call ourselves.
    private let name: String
    /// Lines of one reply.
    private static var mostLines: Int { 64 }

    package init(_ connection: Connection, name: String) {
        self.connection = connection
        self.name = name
    }

    /// Returns when the relay has taken the mail into its charge.
    package mutating func send(_ mail: Mail) throws(MailFailure) {
        try expect(220, .relay, "the relay's greeting")
        try say("EHLO \(name)", 250, .relay)
        // The sender's address is our own setting: a relay that minds it would mind every mail.
        try say("MAIL FROM:<\(mail.from)>", 250, .relay)
        try say("RCPT TO:<\(mail.to)>", 250, .refused)
        try say("DATA", 354, .relay)
        try connection.send(Self.stuffed(mail.bytes) + Array(".\r\n".utf8))
        try expect(250, .refused, "the mail itself")
        // It has the mail; how it says goodbye changes nothing.
        try? connection.send(Array("QUIT\r\n".utf8))
    }

    private mutating func say(
        _ line: String,
        _ code: Int,
        _ kind: MailFailure.Kind
    ) throws(MailFailure) {
        try connection.send(Array("\(line)\r\n".utf8))
        try expect(code, kind, line)
    }

    /// Reads a reply; a 4xx is passing, anything else but the code is of the kind given.
    private mutating func expect(
        _ code: Int,
        _ kind: MailFailure.Kind,
        _ what: String
    ) throws(MailFailure) {
        for _ in 0..<Self.mostLines {
            let line = try connection.readLine()
            guard line.utf8.count >= 3, let found = Int(line.prefix(3)), (200...599).contains(found)
            else { throw MailFailure(.relay, "the relay answers no SMTP: \(line.prefix(80))") }
            if line.dropFirst(3).first == "-" { continue }
            if found == code || (code == 250 && found == 251) { return }
            let reason = "\(what): \(line.prefix(200))"
            if (400...499).contains(found), kind == .refused { throw MailFailure(.again, reason) }
            throw MailFailure(kind, reason)
        }
        throw MailFailure(.relay, "\(what): a reply of more than \(Self.mostLines) lines")
    }

    /// A line that begins with a dot gets a second one.
    package static func stuffed(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        var isStart = true
        for byte in bytes {
            if isStart, byte == UInt8(ascii: ".") { result.append(byte) }
            result.append(byte)
            isStart = byte == UInt8(ascii: "\n")
        }
        return result
    }
}
