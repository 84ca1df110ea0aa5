import Dispatch
import LianxiLedger
import LianxiSockets

/// A token behind a socket that speaks the ssh-agent protocol.
///
/// Each call is a connection of its own, so that a token may come and go.
struct AgentToken: SigningToken {
    let socket: String
    /// For one call, with the time a person needs to allow it.
    let seconds: Int

    func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8] {
        let keys = try await publicKeys()
        guard keys.contains(publicKey) else { throw .keyMissing(socket) }
        let body = try await ask(AgentMessage.signRequest(over: message, by: publicKey))
        guard body.first != AgentMessage.failure else { throw .refused(socket) }
        guard let signature = AgentMessage.signature(in: body) else { throw .unreadable(socket) }
        return signature
    }

    /// The Ed25519 keys it shows.
    ///
    /// A locked agent shows none, by the protocol.
    func publicKeys() async throws(SigningTrouble) -> [[UInt8]] {
        let body = try await ask(AgentMessage.identitiesRequest)
        guard body.first != AgentMessage.failure else { throw .locked(socket) }
        guard let keys = AgentMessage.publicKeys(in: body) else { throw .unreadable(socket) }
        guard !keys.isEmpty else { throw .locked(socket) }
        return keys
    }

    /// Sends one message and reads its answer, on a thread that may wait.
    private func ask(_ message: [UInt8]) async throws(SigningTrouble) -> [UInt8] {
        let answer: Result<[UInt8], SigningTrouble> = await withCheckedContinuation { waiting in
            DispatchQueue.global(qos: .userInitiated).async {
                waiting.resume(returning: exchange(message))
            }
        }
        return try answer.get()
    }

    private func exchange(_ message: [UInt8]) -> Result<[UInt8], SigningTrouble> {
        let connection: TimedConnection
        do throws(SocketTrouble) {
            connection = try TimedConnection(toSocket: socket, within: .seconds(seconds))
        } catch {
            return .failure(error == .slow ? .slow(socket, seconds) : .absent("\(error)"))
        }
        do throws(SocketTrouble) {
            try connection.send(message)
            var all: [UInt8] = []
            while true {
                var reader = AgentReader(all[...])
                if let count = reader.number(), !(1...AgentMessage.mostBytes).contains(count) {
                    return .failure(.unreadable(socket))
                }
                reader = AgentReader(all[...])
                if let body = reader.string() { return .success(Array(body)) }
                let chunk = try connection.receive(upTo: 8192)
                guard !chunk.isEmpty else { return .failure(.unreadable(socket)) }
                all += chunk
            }
        } catch {
            return .failure(
                error == .slow ? .slow(socket, seconds) : .absent("\(socket): \(error)")
            )
        }
    }
}
