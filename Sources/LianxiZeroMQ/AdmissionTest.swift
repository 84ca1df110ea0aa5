import CZeroMQ
import Glibc

/// Tries, over ipc and with the options of the real sockets, that a random key stays out.
///
/// Whether libzmq enforces admission depends on its version, on how it was built and on an
/// undocumented option; with the wrong combination it lets every key in without a word. So the
/// daemon looks before it opens a pair: a key that is admitted must come through (else the test
/// would prove nothing), one that is not must be refused by our own handler.
struct AdmissionTest {
    var admission = Admission(domain: "desk:self-test")
    let context: ZeroMQContext
    let settings: ZeroMQSettings.Server

    /// - Parameter handler: Answers for the context while the test runs.
    /// - Throws: `EPERM` when a stranger came in, `ETIMEDOUT` when nobody was told apart in time.
    func run(with handler: AdmissionHandler) throws(ZeroMQError) {
        let folder = try makeFolder()
        let address = "ipc://\(folder)/desk"
        defer {
            unlink("\(folder)/desk")
            rmdir(folder)
        }
        let server = try CurveKeys.generate()
        let friend = try CurveKeys.generate()
        let stranger = try CurveKeys.generate()
        handler.admit([friend.publicKey], to: admission.domain)
        handler.expectedStranger = stranger.publicKey
        defer {
            handler.forget(admission.domain)
            handler.expectedStranger = nil
        }

        let desk = try Socket(.router, in: context)
        try admission.apply(to: desk, secretKey: server.secretKey)
        try EndpointPair.configure(desk, settings)
        try desk.bind(address)
        let first = try knock(at: address, server.publicKey, stranger, saying: Self.strangersWord)
        let second = try knock(at: address, server.publicKey, friend, saying: Self.friendsWord)
        try listen(at: desk, handler)
        _ = (first.descriptor, second.descriptor)  // both alive until here
    }

    private static let strangersWord: [UInt8] = [0]
    private static let friendsWord: [UInt8] = [1]

    private func knock(
        at address: String,
        _ serverKey: String,
        _ keys: CurveKeys,
        saying word: [UInt8]
    ) throws(ZeroMQError) -> Socket {
        let socket = try Socket(.dealer, in: context)
        try socket.setClient(keys: keys, serverKey: serverKey)
        try socket.connect(address)
        _ = socket.send(word)
        return socket
    }

    private func listen(
        at desk: borrowing Socket,
        _ handler: AdmissionHandler
    ) throws(ZeroMQError) {
        let polled = try PollSet()
        try polled.add(handler.socket.descriptor, token: 0)
        try polled.add(desk.descriptor, token: 1)
        let frame = Frame()
        let end = ContinuousClock.now.advanced(by: .milliseconds(settings.admissionTest))
        var isFriendIn = false
        while ContinuousClock.now < end {
            _ = polled.wait(milliseconds: 10)
            handler.serve()
            while desk.receive(frame) {
                while frame.hasMore, desk.receive(frame) {}
                guard frame.bytes == Self.friendsWord else {
                    throw ZeroMQError(
                        code: EPERM,
                        attempt: "keep a random key out",
                        zh: "把未登记的密钥拒之门外（没有拒住，服务不会启动）"
                    )
                }
                isFriendIn = true
            }
            if isFriendIn, handler.hasRefusedStranger { return }
        }
        throw ZeroMQError(
            code: ETIMEDOUT,
            attempt: "test that a random key is kept out",
            zh: "检验未登记的密钥会被拒绝"
        )
    }

    private func makeFolder() throws(ZeroMQError) -> String {
        let pattern = String(repeating: "X", count: 6)
        var template = Array("\(settings.scratchDirectory)/lianxi-\(pattern)".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ZeroMQError(
                code: errno,
                attempt: "make a folder in \(settings.scratchDirectory)",
                zh: "在 \(settings.scratchDirectory) 中建立目录"
            )
        }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
