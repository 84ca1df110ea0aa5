import Glibc
import LianxiSockets
import Testing

@testable import LianxiHTTP

@Suite("The daemon's small client of HTTP")
struct HTTPWitnessCallerTests {
    @Test(
        "An address is taken apart, or refused",
        arguments: [
            ("http://w.example/x", "w.example", "80", "/x"),
            ("http://127.0.0.1:5590", "127.0.0.1", "5590", "/"),
            ("http://[::1]:80/a/b", "::1", "80", "/a/b"),
            ("https://w.example/x", "w.example", "443", "/x"),
            ("https://[::1]:8443/", "::1", "8443", "/"), ("https:/w.example/", nil, "", ""),
            ("http://", nil, "", ""),
            ("http://w.example:0/", nil, "", ""), ("http://w.example:99999/", nil, "", ""),
            ("http://a@b/", nil, "", ""), ("http://w.example/x y", nil, "", ""),
        ] as [(String, String?, String, String)]
    )
    func address(text: String, host: String?, port: String, path: String) {
        let found = HTTPAddress(text)
        #expect(found?.host == host)
        guard let found else { return }
        #expect(found.port == port && found.path == path)
    }

    @Test(
        "An answer is read to the length it says, or refused",
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", 200, "ab"),
            ("HTTP/1.0 409 Conflict\r\nX: y\r\n\r\n3\n", 409, "3\n"),
            ("HTTP/1.1 200 OK\r\ncontent-length:1\r\n\r\nab", 200, "a"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", nil, ""),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab", nil, ""),
            ("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\nab", nil, ""),
            ("HTTP/1.1 +20 OK\r\n\r\nab", nil, ""),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", nil, ""),
            ("HTTP/2 200\r\n\r\n", nil, ""), ("HTTP/1.1 20 OK\r\n\r\n", nil, ""),
            ("HTTP/1.1 200 OK\r\n", nil, ""), ("", nil, ""),
        ] as [(String, Int?, String)]
    )
    func answer(text: String, status: Int?, body: String) {
        let found = try? HTTPAnswer(parsing: Array(text.utf8))
        #expect(found?.status == status)
        #expect(String(decoding: found?.body ?? [], as: UTF8.self) == body)
    }

    @Test("A witness that is down, or says nothing, costs no more than the time allowed")
    func silent() async throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &place) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                try #require(bind(listener, address, size) == 0)
                try #require(getsockname(listener, address, &size) == 0)
            }
        }
        let address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))/add-checkpoint"
        let caller = HTTPWitnessCaller(milliseconds: 300)
        // Nobody listens.
        await #expect {
            try await caller.post([1], to: address)
        } throws: { error in
            if case SocketTrouble.system = error { true } else { false }
        }
        // The system takes the connection, and nobody answers.
        try #require(listen(listener, 4) == 0)
        await #expect(throws: SocketTrouble.slow) { try await caller.post([1], to: address) }
    }
}
