import CZeroMQ
import Glibc
import LianxiCore
import LianxiWire
import Testing

@testable import LianxiZeroMQ

/// What an administrator reads when sockets fail.
@Suite("Trouble with sockets in words")
struct WordsOfTroubleTests {
    private func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
    }

    @Test("A taken address is told in Chinese with what was tried, and in English as before")
    func taken() async throws {
        let loopback = try await Loopback.start()
        let keys = try CurveKeys.generate()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let error = await #expect(throws: TransportError.self) {
            try await loopback.open(police, admitting: [keys], at: endpoint)
        }
        let chinese = try #require(error?.sentence(in: .zh))
        #expect(chinese.hasPrefix("监听 tcp://"), "\(chinese)")
        #expect(chinese.hasSuffix("：地址已被占用（errno \(EADDRINUSE)）"), "\(chinese)")
        #expect(error?.sentence(in: .en) == error?.description)
        #expect(error.map { !hasChinese($0.description) } == true)
        await loopback.stop()
    }

    @Test(
        "A socket that does not listen, a key that is none, a folder that is missing are told too"
    )
    func others() throws {
        let key = #expect(throws: ZeroMQError.self) { try CurveKeys(secretKey: "short") }
        #expect(key?.sentence(in: .zh) == "读取 CURVE 私钥：写法不对（errno \(EINVAL)）")
        let missing = ZeroMQError(code: ENOENT, attempt: "bind x", zh: "监听 x")
        #expect(missing.sentence(in: .zh) == "监听 x：目录或者文件不存在（errno \(ENOENT)）")
        #expect(missing.asTransportError.kind == .address)
        #expect(missing.asTransportError.sentence(in: .zh) == missing.sentence(in: .zh))
    }

    @Test("What ends a request says why in both languages")
    func requests() {
        for error in [
            TransportError.cancelled, .closed, .stopped, .late, .turnedAway,
        ] {
            let chinese = error.sentence(in: .zh)
            #expect(hasChinese(chinese) && !chinese.contains(error.description), "\(chinese)")
        }
        // Of what has no words of its own the kind is said.
        #expect(TransportError(.unreachable, "x").sentence(in: .zh) == "连接不上，或者没有按时答复（x）")
    }
}
