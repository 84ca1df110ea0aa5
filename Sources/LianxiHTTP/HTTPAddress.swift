/// An address `http://HOST[:PORT]/PATH` or `https://…`, taken apart.
struct HTTPAddress: Hashable, Sendable {
    /// Over TLS.
    let isSecure: Bool
    let host: String
    let port: String
    /// As the `Host` header has it.
    let authority: String
    let path: String

    /// `nil` when it is none.
    init?(_ text: String) {
        isSecure = text.hasPrefix("https://")
        let scheme = isSecure ? "https://" : "http://"
        guard text.hasPrefix(scheme), text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            return nil
        }
        let rest = text.dropFirst(scheme.count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        authority = String(rest[..<slash])
        path = slash == rest.endIndex ? "/" : String(rest[slash...])
        let digits = authority.reversed().prefix { $0.isASCII && $0.isNumber }.count
        let isPorted = authority.dropLast(digits).last == ":" && digits > 0
        port = isPorted ? String(authority.suffix(digits)) : isSecure ? "443" : "80"
        var name = isPorted ? authority.dropLast(digits + 1) : authority[...]
        if name.first == "[", name.last == "]" { name = name.dropFirst().dropLast() }
        host = String(name)
        guard !host.isEmpty, !host.contains("@"), let number = UInt16(port), number > 0 else {
            return nil
        }
    }
}
