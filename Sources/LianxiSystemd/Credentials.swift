import Glibc

/// The secrets the service manager hands over in a directory only this service can read.
package struct Credentials: Sendable {
    /// Why a credential that is there cannot be used.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package let name: String
        package let reason: String

        package var description: String { "credential \(name): \(reason)" }
    }

    /// The most a credential may hold, in bytes.
    package static let most = 65_536

    private let directory: String?

    /// Reads `$CREDENTIALS_DIRECTORY` from the variables given; none is no error.
    package init(_ variables: [String: String]) { directory = variables["CREDENTIALS_DIRECTORY"] }

    /// The bytes of a credential; `nil` when the unit has none of that name.
    ///
    /// - Parameter name: As in LoadCredential=; printable ASCII without `/`.
    /// - Returns: Its bytes.
    /// - Throws: ``Failure`` when it is there but cannot be read, is too large or no regular file.
    package func read(_ name: String) throws(Failure) -> [UInt8]? {
        let isFit = name.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "/") }
        guard isFit, !name.isEmpty, name != ".", name != ".." else {
            throw Failure(name: name, reason: "no fit name")
        }
        guard let directory else { return nil }
        let descriptor = open("\(directory)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw systemFailure(name) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw systemFailure(name) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw Failure(name: name, reason: "no regular file")
        }
        guard facts.st_size <= Self.most else {
            throw Failure(name: name, reason: "\(facts.st_size) bytes, more than \(Self.most)")
        }
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw systemFailure(name) }
        return Array(bytes.prefix(count))
    }

    private func systemFailure(_ name: String) -> Failure {
        Failure(name: name, reason: String(cString: strerror(errno)))
    }
}
