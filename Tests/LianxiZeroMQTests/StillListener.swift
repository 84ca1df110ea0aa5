import Glibc
import Testing

/// A TCP port whose program stands still: the system takes connections, and nobody says a word.
final class StillListener {
    let address: String
    private let descriptor: CInt

    init() throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isListening = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(descriptor, place, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, place, &length) == 0
            }
        }
        try #require(isListening)
        address = "tcp://127.0.0.1:\(in_port_t(bigEndian: place.sin_port))"
    }

    /// A connection to it, and its own end of that.
    func connection() throws -> (caller: CInt, called: CInt) {
        let caller = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isConnected = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                getsockname(descriptor, place, &length) == 0 && connect(caller, place, length) == 0
            }
        }
        try #require(isConnected)
        return (caller, accept(descriptor, nil, nil))
    }

    deinit { close(descriptor) }
}
