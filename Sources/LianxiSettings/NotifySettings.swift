/// How people are told by mail of what arrives.
package struct NotifySettings: Hashable, Sendable {
    /// The file of contacts; default `contacts.yaml` in the directory.
    package var contacts: String
    /// The file of the texts people are told by; `nil` for the standard ones.
    package var texts: String?
    /// The relay: an address in digits, and a port.
    package var relay: RelayAddress
    /// The sender's address; required.
    package var from: String
    /// How long one exchange with the relay may take, 1…600 seconds; default 30.
    package var timeoutSeconds: Int
    /// The first wait after a failure, 1…3600 seconds; default 30.
    package var retrySeconds: Int
    /// So many notices for one address at a time go as one mail, 2…1000; default 6.
    package var digestFrom: Int
    /// The most of such a mail that are told in full, 10…1000; default 100.
    package var digestMost: Int
    /// What need not go alone is gathered for so long, 0…3600 seconds; default 60.
    package var digestSeconds: Int

    /// Where the relay listens.
    package struct RelayAddress: Hashable, Sendable {
        package let host: String
        package let port: Int
    }

    /// The section `notify`; `nil` where there is none.
    static func read(_ top: inout MappingReader, directory: String) -> Self? {
        guard top.isThere("notify") else { return nil }
        var section = top.section("notify")
        let contacts = section.value("contacts", .path, standard: "contacts.yaml")
        let texts = section.optional("texts", .path)
        let relay = section.value(
            "relay",
            .relay,
            standard: RelayAddress(host: "127.0.0.1", port: 25)
        )
        let from = section.value("from", .mailAddress)
        let timeout = section.value("timeout-seconds", .integer(1...600), standard: 30)
        let retry = section.value("retry-seconds", .integer(1...3600), standard: 30)
        let digest = section.value("digest-from", .integer(2...1000), standard: 6)
        let most = section.value("digest-most", .integer(10...1000), standard: 100)
        let window = section.value("digest-seconds", .integer(0...3600), standard: 60)
        section.finish()
        guard let from else { return nil }
        return Self(
            contacts: Paths.resolve(contacts, in: directory),
            texts: texts.map { Paths.resolve($0, in: directory) },
            relay: relay,
            from: from,
            timeoutSeconds: timeout,
            retrySeconds: retry,
            digestFrom: digest,
            digestMost: most,
            digestSeconds: window
        )
    }
}

extension Shape where Value == NotifySettings.RelayAddress {
    /// `127.0.0.1:25` or `[::1]:25`; names are not looked up.
    static let relay = Self(
        expected: Wording(
            "邮件中继的 IP 地址和端口，如 127.0.0.1:25",
            "a relay's IP address in digits and its port, such as 127.0.0.1:25"
        )
    ) { text in
        guard let colon = text.lastIndex(of: ":"),
            let port = Shape<Int>.integer(1...65_535).read(
                String(text[text.index(after: colon)...])
            )
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard host != "*", Shape<String>.listenAddress.read(host) != nil else { return nil }
        return Value(host: host, port: port)
    }
}

extension Shape where Value == String {
    /// `name@domain` in visible ASCII, at most 254 bytes; safe to stand in an SMTP command.
    static let mailAddress = Self(
        expected: Wording(
            "邮箱地址，如 duty@example.gov.cn",
            "a mail address such as duty@example.gov.cn"
        )
    ) { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isFit = text.utf8.allSatisfy { byte in
            (0x21...0x7e).contains(byte) && !"<>()[],;:\\\"".utf8.contains(byte)
        }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isFit, text.utf8.count <= 254
        else { return nil }
        return text
    }
}
