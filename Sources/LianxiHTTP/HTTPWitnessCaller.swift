import Dispatch
import LianxiServer
package import LianxiSockets

/// Posts to witnesses over HTTP, or HTTP in TLS, each request on a connection of its own.
///
/// What is exchanged is signed and public: TLS keeps the metadata, and is what a witness elsewhere asks for.
package struct HTTPWitnessCaller: WitnessCaller {
    private let milliseconds: Int64
    private let authorities: Authorities?

    /// - Parameters:
    ///   - milliseconds: How long one exchange may take, but for the system's search for a name.
    ///   - authorities: Whose certificates witnesses with `https:` addresses have; without, none of those is asked.
    package init(milliseconds: Int64 = 4000, authorities: Authorities? = nil) {
        self.milliseconds = milliseconds
        self.authorities = authorities
    }

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

    private func connect(to address: HTTPAddress) throws -> any ByteConnection {
        let connection = try TimedConnection(
            to: address.host,
            port: address.port,
            takesNames: true,
            within: .milliseconds(milliseconds)
        )
        guard address.isSecure else { return connection }
        guard let authorities else { throw TLSTrouble.library }
        return try SecureConnection(
            over: connection,
            to: address.host,
            believing: authorities
        )
    }

    /// Sends the request and reads the answer to its end.
    private func exchange(_ body: [UInt8], with address: HTTPAddress) throws -> HTTPAnswer {
        let connection = try connect(to: address)
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
