import LianxiJSON
package import LianxiLedger

/// Where a key lives that is not in a file, and which of the token's keys it is.
///
/// `ssh-agent:SOCKET#SHA256:FINGERPRINT`, as `ssh-add -l` prints it; or
/// `command:PROGRAM ARGUMENTS#ed25519:PUBLIC-KEY`, 32 bytes of base64.
package struct TokenReference: Hashable, Sendable, CustomStringConvertible {
    /// How the token is spoken to.
    enum Place: Hashable, Sendable {
        /// The path of a socket that speaks the ssh-agent protocol.
        case agent(socket: String)
        /// A program and its arguments; no shell in between.
        case command([String])
    }

    /// The text in its three parts: `SCHEME:PLACE#MARK`.
    struct Parts {
        let scheme: String
        let place: String
        let mark: String

        init?(_ text: String) {
            guard let hash = text.lastIndex(of: "#"), let colon = text.firstIndex(of: ":"),
                colon < hash
            else { return nil }
            scheme = String(text[..<colon])
            place = String(text[text.index(after: colon)..<hash])
            mark = String(text[text.index(after: hash)...])
        }

        /// The place as a program and its arguments; `nil` unless the program is named from the root on.
        var program: [String]? {
            let words = place.split(separator: " ").map(String.init)
            return words.first?.hasPrefix("/") == true ? words : nil
        }
    }

    /// Seconds a token may take to sign, with the time a person needs to allow it.
    static let patience = 30

    let place: Place
    /// `SHA256:` and the fingerprint, or `ed25519:` and the public key.
    let mark: String

    /// Reads a reference; `nil` for any other form.
    package init?(_ text: String) {
        guard let parts = Parts(text) else { return nil }
        mark = parts.mark
        switch parts.scheme {
        case "ssh-agent":
            guard parts.place.hasPrefix("/"), mark.hasPrefix("SHA256:"), mark.utf8.count == 50
            else { return nil }
            place = .agent(socket: parts.place)
        case "command":
            guard let program = parts.program, Self.publicKey(in: mark) != nil else { return nil }
            place = .command(program)
        default: return nil
        }
    }

    package var description: String {
        switch place {
        case .agent(let socket): "ssh-agent:\(socket)#\(mark)"
        case .command(let words): "command:\(words.joined(separator: " "))#\(mark)"
        }
    }

    /// The token, ready to be asked.
    ///
    /// - Parameter seconds: How long it may take to sign, with the time a person needs to allow it.
    /// - Returns: What signs; nothing was asked of it.
    package func token(seconds: Int = patience) -> any SigningToken {
        switch place {
        case .agent(let socket): AgentToken(socket: socket, seconds: seconds)
        case .command(let words): CommandToken(command: words, seconds: seconds)
        }
    }

    /// The public key that is meant, 32 bytes; an agent is asked for it.
    ///
    /// - Throws: `SigningTrouble`
    package func publicKey(seconds: Int = patience) async throws(SigningTrouble) -> [UInt8] {
        switch place {
        case .agent(let socket):
            let keys = try await AgentToken(socket: socket, seconds: seconds).publicKeys()
            guard let key = keys.first(where: fits) else { throw .keyMissing(socket) }
            return key
        case .command(let words):
            guard let key = Self.publicKey(in: mark) else { throw .keyMissing(words[0]) }
            return key
        }
    }

    /// Whether this is the public key that is meant.
    package func fits(_ publicKey: [UInt8]) -> Bool {
        switch place {
        case .agent: AgentMessage.fingerprint(of: publicKey) == mark
        case .command: Self.publicKey(in: mark) == publicKey
        }
    }

    private static func publicKey(in mark: String) -> [UInt8]? {
        guard mark.hasPrefix("ed25519:"), let key = Base64.decode(String(mark.dropFirst(8))),
            key.count == 32
        else { return nil }
        return key
    }
}
