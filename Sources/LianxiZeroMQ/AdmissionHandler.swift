import CZeroMQ
import Logging

/// Answers libzmq's question whether a connection's CURVE key may come in (ZAP, ZeroMQ RFC 27).
///
/// Lives on the transport's thread beside the table it reads, so that a change to the table and
/// a handshake are never at odds. An unknown key gets status 300: its client hears nothing, is cut
/// off after the handshake's time and tries again, at most once in that time. After 400 it would
/// never come back by itself, not even when its key has been admitted since. So does a key whose party has too many
/// connections.
final class AdmissionHandler {
    /// Where libzmq asks, within its context.
    static let address = "inproc://zeromq.zap.01"

    let socket: Socket
    /// The keys (Z85) admitted by the sockets of each ZAP domain.
    private var admitted: [String: Set<String>] = [:]
    private(set) var refusedHandshakes = 0
    /// Those of keys that had as many connections as they may.
    private(set) var crowdedHandshakes = 0
    private var limit: ConnectionLimit
    /// The key the start-up test comes with; its refusal is expected, neither counted nor logged.
    var expectedStranger: String?
    private(set) var hasRefusedStranger = false
    private var log: RateLimitedLog
    private let frame = Frame()

    /// - Parameters:
    ///   - context: Whose sockets ask; no other handler may answer there.
    ///   - handshake: How long a connection may take for its handshake, in milliseconds.
    ///   - logger: Gets refusals, rate limited.
    /// - Throws: `EADDRINUSE` where another handler answers.
    init(in context: ZeroMQContext, handshake: Int, logger: Logger) throws(ZeroMQError) {
        limit = ConnectionLimit(handshake: handshake)
        socket = try Socket(.rep, in: context)
        try socket.bind(Self.address)
        log = RateLimitedLog(logger)
    }

    func admit(_ keys: [String], to domain: String) { admitted[domain] = Set(keys) }

    /// Lets the keys of a domain have only so many connections at the address.
    func bound(_ domain: String, at address: String, to most: Int) {
        limit.bound(domain, at: address, to: most)
    }

    func forget(_ domain: String) {
        admitted[domain] = nil
        limit.forget(domain)
    }

    /// When connections are to be counted next; `nil` while there is no reason.
    var countDue: ContinuousClock.Instant? { limit.due }

    func countIfDue() { limit.lookIfDue() }

    /// Answers what has been asked since.
    func serve() {
        while let request = socket.receiveMessage(frame, limit: 16) {
            _ = socket.send(answer(to: request))
        }
    }

    /// Version, request, domain, address, identity, mechanism, key → version, request, status,
    /// text, user, metadata.
    private func answer(to request: [[UInt8]]) -> [[UInt8]] {
        let version = Array("1.0".utf8)
        let sequence = request.count > 1 ? request[1] : []
        guard request.count == 7, request[0] == version, request[5] == Array("CURVE".utf8),
            let key = CurveKeys.text(of: request[6])
        else {
            refusedHandshakes += 1
            return [version, sequence, Array("300".utf8), Array("CURVE only".utf8), [], []]
        }
        let domain = String(decoding: request[2], as: UTF8.self)
        if admitted[domain]?.contains(key) == true {
            guard limit.admits(domain) else {
                crowdedHandshakes += 1
                log.notice(
                    "A connection was refused: its party has as many as it may",
                    ["domain": "\(domain)", "key": "\(key)"]
                )
                return [version, sequence, Array("300".utf8), Array("too many".utf8), [], []]
            }
            return [version, sequence, Array("200".utf8), [], Array(key.utf8), []]
        }
        noteRefusal(of: key, at: domain, from: String(decoding: request[3], as: UTF8.self))
        return [version, sequence, Array("300".utf8), Array("unknown key".utf8), [], []]
    }

    private func noteRefusal(of key: String, at domain: String, from address: String) {
        guard key != expectedStranger else {
            hasRefusedStranger = true
            return
        }
        refusedHandshakes += 1
        log.notice(
            "A connection with an unknown key was refused",
            ["domain": "\(domain)", "key": "\(key)", "address": "\(address)"]
        )
    }
}

/// A logger for lines that a stranger can cause: one a second, with a count of those left out.
struct RateLimitedLog {
    private let logger: Logger
    private var next = ContinuousClock.now
    private var omitted = 0

    init(_ logger: Logger) { self.logger = logger }

    mutating func notice(_ message: Logger.Message, _ metadata: Logger.Metadata) {
        let now = ContinuousClock.now
        guard now >= next else {
            omitted += 1
            return
        }
        logger.notice(message, metadata: metadata.merging(["omitted": "\(omitted)"]) { $1 })
        omitted = 0
        next = now.advanced(by: .seconds(1))
    }
}
