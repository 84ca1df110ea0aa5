import Glibc

/// The address of a local socket (`unix(7)`), as the system's calls take it.
///
/// - Parameters:
///   - name: A path; or a zero and a name of the abstract namespace.
///   - body: Is given it with its length.
/// - Returns: What `body` does; `nil` when the name is too long.
func withLocalAddress<Result>(
    _ name: some Collection<UInt8>,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
}
