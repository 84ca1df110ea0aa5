/// Whose certificates a TLS connection believes: a file's, or the machine's.
package struct Authorities: Sendable {
    /// Of SSL_CTX_ctrl: the lowest version, TLS 1.2.
    private static let (lowestVersion, version12): (Int32, Int) = (123, 0x0303)
    private static let verifiesPeer: Int32 = 1

    let library: LibSSL
    private let context: Context

    /// OpenSSL's own, freed with the last connection.
    private final class Context: Sendable {
        // Safe: OpenSSL counts and locks what it shares; nobody changes it once it is set up.
        nonisolated(unsafe) let pointer: OpaquePointer
        private let free: LibSSL.Free

        init(_ pointer: OpaquePointer, _ free: @escaping LibSSL.Free) {
            self.pointer = pointer
            self.free = free
        }

        deinit { free(pointer) }
    }

    /// Reads a file of certificates in PEM; `nil` for the machine's own.
    ///
    /// - Throws: ``TLSTrouble/library`` where the machine has no OpenSSL 3, ``TLSTrouble/authorities(_:)`` for a file
    ///   that holds none.
    package init(file: String? = nil) throws(TLSTrouble) {
        guard let library = LibSSL(), let pointer = library.newContext(library.clientMethod())
        else { throw .library }
        defer { library.clearErrors() }
        self.library = library
        context = Context(pointer, library.freeContext)
        _ = library.controlContext(pointer, Self.lowestVersion, Self.version12, nil)
        library.setVerify(pointer, Self.verifiesPeer, nil)
        if let file {
            guard library.loadAuthorities(pointer, file) == 1 else { throw .authorities(file) }
        } else {
            _ = library.useMachinesAuthorities(pointer)
        }
    }

    /// A session of OpenSSL's under these authorities, for its owner to free.
    func session() -> OpaquePointer? { library.newSession(context.pointer) }
}

/// Why a connection is not secured.
package enum TLSTrouble: Error, Hashable, CustomStringConvertible {
    /// The machine has no `libssl.so.3`.
    case library
    /// The file holds no certificate that can be read.
    case authorities(String)
    /// The other side's certificate is not to be believed; why.
    case certificate(String)
    /// The two do not come to an understanding; why.
    case handshake(String)

    package var description: String {
        switch self {
        case .library: "this machine has no libssl.so.3 (OpenSSL 3)"
        case .authorities(let file): "\(file): no certificates in PEM"
        case .certificate(let why): "its certificate: \(why)"
        case .handshake(let why): "TLS: \(why)"
        }
    }
}
