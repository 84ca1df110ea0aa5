import Glibc
import LianxiCore
import LianxiSettings

/// Tries the ports that the daemon is to have, while no daemon runs.
struct PortExamination {
    /// So many are named; a machine that has none of its ports would fill the screen.
    private static let named = 5

    let settings: DaemonSettings
    let language: Language

    var findings: [DoctorFinding] {
        let taken = settings.ports.compactMap { port in
            trouble(with: port).map { "\(settings.listenAddress):\(port): \($0)" }
        }
        guard !taken.isEmpty else { return [] }
        let more = taken.count - Self.named
        let places = taken.prefix(Self.named).joined(separator: "; ")
        return [DoctorFinding(.portTaken, more > 0 ? "\(places); +\(more)" : places)]
    }

    /// Why nothing can listen there; `nil` when it can.
    private func trouble(with port: Int) -> String? {
        let isAny = settings.listenAddress == "*"
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        four.sin_port = in_port_t(port).bigEndian
        if inet_pton(AF_INET, settings.listenAddress, &four.sin_addr) == 1 {
            return trouble(AF_INET, four)
        }
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = in_port_t(port).bigEndian
        guard isAny || inet_pton(AF_INET6, settings.listenAddress, &six.sin6_addr) == 1 else {
            return nil
        }
        return trouble(AF_INET6, six)
    }

    /// Binds and listens as the daemon's sockets do: a connection that lingers is no hindrance, a listener is.
    private func trouble<Address>(_ family: Int32, _ address: Address) -> String? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return text(of: errno) }
        defer { close(descriptor) }
        var (yes, no): (Int32, Int32) = (1, 0)
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        if family == AF_INET6 {
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &no, size)
        }
        let bound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard bound == 0, listen(descriptor, 1) == 0 else { return text(of: errno) }
        return nil
    }

    private func text(of number: Int32) -> String {
        let english = String(cString: strerror(number))
        return language.pick(SystemReason.words(of: number, else: english), english)
    }
}
