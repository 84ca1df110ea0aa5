import CZeroMQ
import Glibc
package import LianxiCore
package import LianxiWire

/// A call to libzmq that failed, by its errno.
package struct ZeroMQError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errno, positive; libzmq adds some of its own above `ZMQ_HAUSNUMERO`.
    package let code: CInt
    /// What was tried, such as `bind tcp://*:5600`.
    package let attempt: String
    private let chinese: String

    /// - Parameters:
    ///   - code: The errno, positive.
    ///   - attempt: What was tried, in English.
    ///   - chinese: The same in Chinese, for what an administrator can cure; without, the English is shown.
    package init(code: CInt, attempt: String, zh chinese: String? = nil) {
        self.code = code
        self.attempt = attempt
        self.chinese = chinese ?? attempt
    }

    package var description: String {
        "\(attempt): \(String(cString: zmq_strerror(code))) (errno \(code))"
    }

    /// For people to read.
    package func sentence(in language: Language) -> String {
        let reason = SystemReason.words(of: code, else: String(cString: zmq_strerror(code)))
        return language.pick("\(chinese)：\(reason)（errno \(code)）", description)
    }

    /// The same trouble in the words of the wire.
    package var asTransportError: TransportError {
        switch code {
        case EADDRINUSE, EADDRNOTAVAIL, EACCES, ENODEV, ENOENT, ENAMETOOLONG:
            TransportError(.address, description, zh: sentence(in: .zh))
        default: TransportError(.failed, description, zh: sentence(in: .zh))
        }
    }

    /// Passes on what a shim returned: a count, or minus an errno.
    @discardableResult
    static func check(
        _ result: CInt,
        _ attempt: @autoclosure () -> String,
        zh chinese: @autoclosure () -> String? = nil
    ) throws(ZeroMQError) -> CInt {
        guard result >= 0 else {
            throw ZeroMQError(code: -result, attempt: attempt(), zh: chinese())
        }
        return result
    }
}

extension TransportError {
    /// Whoever asked does not wait any more.
    static let cancelled = TransportError(.failed, "cancelled", zh: "已取消")
    static let closed = TransportError(.failed, "the transport is closed", zh: "连接已关闭")
    static let stopped = TransportError(.failed, "stopped", zh: "传输已停止")
    static let late = TransportError(.unreachable, "no reply in time", zh: "没有按时答复")
    /// What a party is to be admitted by is no key.
    static func noKey(_ key: String, of party: PartyID) -> TransportError {
        TransportError(
            .failed,
            "\(party): not a CURVE public key: \(key)",
            zh: "\(party)：不是 CURVE 公钥：\(key)"
        )
    }
    static let turnedAway = TransportError(
        .refused,
        "the daemon refuses the connection: this key is not enrolled or is revoked, or the unit has too many connections",
        zh: "服务拒绝了连接：本机密钥未经登记或者已撤销，或者本单位的连接数已满"
    )
}
