import LianxiClient
import LianxiSettings
import LianxiSockets

/// A connection to the mail relay, line by line.
final class RelayConnection: MailConnection {
    private let connection: TimedConnection
    private var buffer: [UInt8] = []
    /// Bytes of one line; RFC 5321 has 512.
    private static let longestLine = 4096

    /// Connects.
    ///
    /// - Throws: ``MailFailure`` of kind `relay`.
    init(to relay: NotifySettings.RelayAddress, timeoutSeconds: Int) throws(MailFailure) {
        connection = try Self.told { () throws(SocketTrouble) in
            try TimedConnection(
                to: relay.host,
                port: "\(relay.port)",
                takesNames: false,
                within: .seconds(timeoutSeconds)
            )
        }
    }

    func send(_ bytes: [UInt8]) throws(MailFailure) {
        try Self.told { [connection] () throws(SocketTrouble) in try connection.send(bytes) }
    }

    func readLine() throws(MailFailure) -> String {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                var line = buffer[..<end]
                if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
                let text = String(decoding: line, as: UTF8.self)
                buffer.removeSubrange(...end)
                return text
            }
            guard buffer.count < Self.longestLine else {
                throw MailFailure(.relay, "the relay sends a line of more than 4096 bytes")
            }
            let chunk = try Self.told { [connection] () throws(SocketTrouble) in
                try connection.receive(upTo: Self.longestLine)
            }
            guard !chunk.isEmpty else {
                throw MailFailure(.relay, "the relay closed the connection")
            }
            buffer += chunk
        }
    }

    private static func told<Result>(
        _ work: () throws(SocketTrouble) -> Result
    ) throws(MailFailure) -> Result {
        do throws(SocketTrouble) {
            return try work()
        } catch {
            throw MailFailure(.relay, error == .slow ? "the relay took too long" : "\(error)")
        }
    }
}
