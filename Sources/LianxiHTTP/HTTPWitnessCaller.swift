import Dispatch
import LianxiServer
import LianxiSockets

/// Posts to witnesses over plain HTTP, each request on a connection of its own.
///
/// A witness that speaks TLS is reached through a proxy beside the daemon: what is exchanged is
/// signed and public, so that nothing but the metadata is kept from anybody by it.
package struct HTTPWitnessCaller: WitnessCaller {
    private let milliseconds: Int64

    /// - Parameter milliseconds: How long one exchange may take, but for the system's search for a name.
    package init(milliseconds: Int64 = 4000) { self.milliseconds = milliseconds }

    package func post(
        _ body: [UInt8],
        to address: String
    ) async throws -> (status: Int, body: [UInt8]) {
        guard let address = HTTPAddress(address) else { throw HTTPTrouble.address }
        let answer = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<HTTPAnswer, any Error>) in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(with: Result { try exchange(body, with: address) })
            }
        }
        return (answer.status, answer.body)
    }

    /// Sends the request and reads the answer to its end.
    private func exchange(_ body: [UInt8], with address: HTTPAddress) throws -> HTTPAnswer {
        let connection = try TimedConnection(
            to: address.host,
            port: address.port,
            takesNames: true,
            within: .milliseconds(milliseconds)
        )
        // HTTP/1.0, so that the answer comes in one piece and ends with the connection.
        let head =
            "POST \(address.path) HTTP/1.0\r\nHost: \(address.authority)\r\n"
            + "Content-Type: text/plain\r\nContent-Length: \(body.count)\r\n"
            + "Connection: close\r\n\r\n"
        try connection.send(Array(head.utf8) + body)
        var all: [UInt8] = []
        while true {
            let chunk = try connection.receive(upTo: 8192)
            guard !chunk.isEmpty else { return try HTTPAnswer(parsing: all) }
            all += chunk
            guard all.count <= HTTPAnswer.mostBytes else { throw HTTPTrouble.answer }
        }
    }
}
