import Foundation
import Synchronization
import Testing

/// A mail relay on this machine that keeps what it is handed.
final class FakeRelay: Sendable {
    struct State {
        /// Whole messages, in the order their last line came.
        var mails: [String] = []
        /// Takes a mail and never says so, as one that dies at the wrong moment.
        var isMute = false
        var isClosed = false
    }

    let port: Int
    let state = Mutex(State())
    private let listener: Int32

    /// Listens; `port` 0 for one the system chooses.
    init(port: Int = 0) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        try #require(bound, "the relay cannot listen")
        self.port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in serve() }
    }

    /// Stops listening; whoever comes is refused.
    func close() {
        state.withLock { $0.isClosed = true }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    var mails: [String] { state.withLock { $0.mails } }

    func mute(_ isMute: Bool) { state.withLock { $0.isMute = isMute } }

    private func serve() {
        while !state.withLock({ $0.isClosed }) {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            Thread.detachNewThread { [self] in talk(client) }
        }
        Glibc.close(listener)
    }

    private func talk(_ client: Int32) {
        defer { Glibc.close(client) }
        guard let stream = fdopen(dup(client), "r") else { return }
        defer { fclose(stream) }
        func say(_ line: String) {
            _ = "\(line)\r\n".withCString { send(client, $0, strlen($0), 0x4000) }
        }
        func line() -> String? {
            var buffer = [CChar](repeating: 0, count: 4096)
            guard fgets(&buffer, Int32(buffer.count), stream) != nil else { return nil }
            return String(
                decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
                as: UTF8.self
            )
        }
        say("220 relay.test ESMTP")
        while let command = line() {
            switch command.prefix(4).uppercased() {
            case "EHLO":
                say("250-relay.test")
                say("250 8BITMIME")
            case "DATA":
                say("354 go ahead")
                var text = ""
                while let next = line(), next != ".\r\n" {
                    text += next.hasPrefix("..") ? String(next.dropFirst()) : next
                }
                let isMute = state.withLock { state in
                    state.mails.append(text)
                    return state.isMute
                }
                if isMute {
                    _ = line()
                    return
                }
                say("250 queued")
            case "QUIT":
                say("221 bye")
                return
            default: say("250 ok")
            }
        }
    }
}

extension String {
    /// A header of a mail, its encoded words read.
    func header(_ name: String) -> String {
        let head = components(separatedBy: "\r\n\r\n")[0].replacing("\r\n ", with: " ")
        let line = head.components(separatedBy: "\r\n").first { $0.hasPrefix("\(name): ") } ?? ""
        return line.dropFirst(name.count + 2).split(separator: " ").map { word in
            guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?=") else { return String(word) }
            let text = Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data()
            return String(decoding: text, as: UTF8.self)
        }.joined(separator: contains("=?utf-8") && name == "Subject" ? "" : " ")
    }

    /// The text of a mail.
    var mailBody: String {
        let body = components(separatedBy: "\r\n\r\n").dropFirst().joined()
            .replacing("\r\n", with: "")
        return String(decoding: Data(base64Encoded: body) ?? Data(), as: UTF8.self)
    }
}
