import Dispatch
import LianxiServer

/// Posts to witnesses over plain HTTP, each request on a connection of its own.
///
/// A witness that speaks TLS is reached through a proxy beside the daemon: what is exchanged is
/// signed and public, so that nothing but the metadata is kept from anybody by it.
package struct HTTPWitnessCaller: WitnessCaller {
    private let milliseconds: Int

    /// - Parameter milliseconds: How long one exchange may take, names included.
    package init(milliseconds: Int = 4000) { self.milliseconds = milliseconds }

    package func post(
        _ body: [UInt8],
        to address: String
    ) async throws -> (status: Int, body: [UInt8]) {
        guard let address = HTTPAddress(address) else { throw HTTPTrouble.address }
        let answer = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<HTTPAnswer, any Error>) in
            DispatchQueue.global(qos: .utility).async { [milliseconds] in
                continuation.resume(
                    with: Result {
                        let connection = try HTTPConnection(to: address, within: milliseconds)
                        return try connection.post(body, to: address)
                    }
                )
            }
        }
        return (answer.status, answer.body)
    }
}
