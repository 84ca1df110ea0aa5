import Glibc

/// What we call of OpenSSL's `libssl.so.3`, opened at run time where an address asks for TLS.
///
/// Nothing links it: the machine's own is used, which the distribution mends; a machine without it speaks plain HTTP alone.
struct LibSSL: Sendable {
    typealias Method = @Sendable @convention(c) () -> OpaquePointer?
    typealias Make = @Sendable @convention(c) (OpaquePointer?) -> OpaquePointer?
    typealias Free = @Sendable @convention(c) (OpaquePointer?) -> Void
    typealias Act = @Sendable @convention(c) (OpaquePointer?) -> Int32
    typealias Control =
        @Sendable @convention(c) (OpaquePointer?, Int32, Int, UnsafeMutableRawPointer?) -> Int
    typealias SetVerify = @Sendable @convention(c) (OpaquePointer?, Int32, OpaquePointer?) -> Void
    typealias Name = @Sendable @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> Int32
    typealias SetChannel =
        @Sendable @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?) -> Void
    typealias Code = @Sendable @convention(c) (OpaquePointer?, Int32) -> Int32
    typealias Read =
        @Sendable @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int32) -> Int32
    typealias Write = @Sendable @convention(c) (OpaquePointer?, UnsafeRawPointer?, Int32) -> Int32
    typealias Verdict = @Sendable @convention(c) (OpaquePointer?) -> Int
    typealias Text = @Sendable @convention(c) (Int) -> UnsafePointer<CChar>?
    typealias Reason = @Sendable @convention(c) (UInt) -> UnsafePointer<CChar>?

    let clientMethod: Method
    let newContext: Make
    let freeContext: Free
    let controlContext: Control
    let setVerify: SetVerify
    let loadAuthorities: Name
    let useMachinesAuthorities: Act
    let newSession: Make
    let freeSession: Free
    let control: Control
    let setHost: Name
    let setChannels: SetChannel
    let setConnecting: Free
    let handshake: Act
    let error: Code
    let read: Read
    let write: Write
    let verdict: Verdict
    let verdictText: Text
    let memory: Method
    let newChannel: Make
    let readChannel: Read
    let writeChannel: Write
    let nextError: @Sendable @convention(c) () -> UInt
    let reason: Reason
    /// Forgets what went wrong in this thread.
    let clearErrors: @Sendable @convention(c) () -> Void

    /// The machine's own.
    static let name = "libssl.so.3"

    /// Opens a library by its name; `nil` where it is not, or lacks what we call.
    init?(_ name: String = Self.name) {
        // Never closed: OpenSSL cannot be unloaded safely, and opened again it is the same.
        guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
        func find<Function>(_ name: String, _ type: Function.Type) -> Function? {
            dlsym(handle, name).map { unsafeBitCast($0, to: type) }
        }
        typealias NextError = @Sendable @convention(c) () -> UInt
        typealias Clear = @Sendable @convention(c) () -> Void
        guard let clientMethod = find("TLS_client_method", Method.self),
            let newContext = find("SSL_CTX_new", Make.self),
            let freeContext = find("SSL_CTX_free", Free.self),
            let controlContext = find("SSL_CTX_ctrl", Control.self),
            let setVerify = find("SSL_CTX_set_verify", SetVerify.self),
            let loadAuthorities = find("SSL_CTX_load_verify_file", Name.self),
            let useMachinesAuthorities = find("SSL_CTX_set_default_verify_paths", Act.self),
            let newSession = find("SSL_new", Make.self),
            let freeSession = find("SSL_free", Free.self),
            let control = find("SSL_ctrl", Control.self),
            let setHost = find("SSL_set1_host", Name.self),
            let setChannels = find("SSL_set_bio", SetChannel.self),
            let setConnecting = find("SSL_set_connect_state", Free.self),
            let handshake = find("SSL_do_handshake", Act.self),
            let error = find("SSL_get_error", Code.self),
            let read = find("SSL_read", Read.self),
            let write = find("SSL_write", Write.self),
            let verdict = find("SSL_get_verify_result", Verdict.self),
            let verdictText = find("X509_verify_cert_error_string", Text.self),
            let memory = find("BIO_s_mem", Method.self),
            let newChannel = find("BIO_new", Make.self),
            let readChannel = find("BIO_read", Read.self),
            let writeChannel = find("BIO_write", Write.self),
            let nextError = find("ERR_get_error", NextError.self),
            let reason = find("ERR_reason_error_string", Reason.self),
            let clearErrors = find("ERR_clear_error", Clear.self)
        else { return nil }
        self.clientMethod = clientMethod
        self.newContext = newContext
        self.freeContext = freeContext
        self.controlContext = controlContext
        self.setVerify = setVerify
        self.loadAuthorities = loadAuthorities
        self.useMachinesAuthorities = useMachinesAuthorities
        self.newSession = newSession
        self.freeSession = freeSession
        self.control = control
        self.setHost = setHost
        self.setChannels = setChannels
        self.setConnecting = setConnecting
        self.handshake = handshake
        self.error = error
        self.read = read
        self.write = write
        self.verdict = verdict
        self.verdictText = verdictText
        self.memory = memory
        self.newChannel = newChannel
        self.readChannel = readChannel
        self.writeChannel = writeChannel
        self.nextError = nextError
        self.reason = reason
        self.clearErrors = clearErrors
    }
}
