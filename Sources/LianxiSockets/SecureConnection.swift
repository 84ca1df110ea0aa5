import Glibc

/// TLS over a connection that is there, by the machine's OpenSSL; nothing waits beyond the connection's own time.
package final class SecureConnection: ByteConnection {
    /// Of SSL_get_error and SSL_ctrl.
    private static let (wantsRead, closed): (Int32, Int32) = (2, 6)
    private static let setServerName: Int32 = 55
    private static let chunk = 16_384

    private let connection: TimedConnection
    private let library: LibSSL
    private let session: OpaquePointer
    /// What came from the other side and what goes to it, both OpenSSL's, freed with the session.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// Agrees on TLS 1.2 or later with whoever has a certificate for the host.
    ///
    /// - Parameters:
    ///   - connection: Connected to the host.
    ///   - host: A name, or an address in digits.
    ///   - authorities: Whose certificates count.
    /// - Throws: ``TLSTrouble``, ``SocketTrouble``
    package init(
        over connection: TimedConnection,
        to host: String,
        believing authorities: Authorities
    ) throws {
        let library = authorities.library
        guard let session = authorities.session() else { throw TLSTrouble.library }
        let channels = (
            library.newChannel(library.memory()), library.newChannel(library.memory())
        )
        guard let incoming = channels.0, let outgoing = channels.1 else {
            library.freeSession(session)
            throw TLSTrouble.library
        }
        library.setChannels(session, incoming, outgoing)
        self.connection = connection
        self.library = library
        self.session = session
        self.incoming = incoming
        self.outgoing = outgoing
        defer { library.clearErrors() }
        guard library.setHost(session, host) == 1 else {
            throw TLSTrouble.handshake("\(host) is no name of a host")
        }
        if !Self.isAddress(host) {
            // Which of its names is meant; of an address there is none to say.
            var name = Array(host.utf8CString)
            _ = library.control(session, Self.setServerName, 0, &name)
        }
        library.setConnecting(session)
        try handshake()
    }

    deinit { library.freeSession(session) }

    private static func isAddress(_ host: String) -> Bool {
        var (four, six) = (in_addr(), in6_addr())
        return inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1
    }

    private func handshake() throws {
        while true {
            library.clearErrors()
            let result = library.handshake(session)
            // Read before OpenSSL is called again, and before what it has to say is sent off.
            let code = library.error(session, result)
            let reason = result == 1 ? "" : self.reason
            try sendOff()
            if result == 1 { return }
            guard code == Self.wantsRead else {
                let verdict = library.verdict(session)
                guard verdict == 0 else {
                    let text = library.verdictText(verdict).map { String(cString: $0) }
                    throw TLSTrouble.certificate(text ?? "\(verdict)")
                }
                throw TLSTrouble.handshake(reason)
            }
            guard try takeIn() else { throw TLSTrouble.handshake("the other side closed") }
        }
    }

    /// What OpenSSL says went wrong last.
    private var reason: String {
        let number = library.nextError()
        return library.reason(number).map { String(cString: $0) } ?? "error \(number)"
    }

    /// Sends all of it.
    ///
    /// - Throws: ``TLSTrouble``, ``SocketTrouble``
    package func send(_ bytes: [UInt8]) throws {
        library.clearErrors()
        guard library.write(session, bytes, Int32(bytes.count)) == Int32(bytes.count) else {
            throw TLSTrouble.handshake(reason)
        }
        try sendOff()
    }

    /// Waits for the next bytes, at most so many; none when the other side closed.
    ///
    /// - Throws: ``TLSTrouble``, ``SocketTrouble``
    package func receive(upTo most: Int) throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: most)
        while true {
            library.clearErrors()
            let count = library.read(session, &chunk, Int32(most))
            if count > 0 { return Array(chunk.prefix(Int(count))) }
            let code = library.error(session, count)
            try sendOff()
            if code == Self.closed { return [] }
            guard code == Self.wantsRead else { throw TLSTrouble.handshake(reason) }
            // Whoever closes without saying so in TLS has said all: HTTP tells the length besides.
            if try !takeIn() { return [] }
        }
    }

    /// Sends what OpenSSL has for the other side.
    private func sendOff() throws(SocketTrouble) {
        var chunk = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let count = library.readChannel(outgoing, &chunk, Int32(chunk.count))
            guard count > 0 else { return }
            try connection.send(Array(chunk.prefix(Int(count))))
        }
    }

    /// Hands OpenSSL what the other side says next; `false` when it closed.
    private func takeIn() throws(SocketTrouble) -> Bool {
        let bytes = try connection.receive(upTo: Self.chunk)
        guard !bytes.isEmpty else { return false }
        _ = library.writeChannel(incoming, bytes, Int32(bytes.count))
        return true
    }
}
