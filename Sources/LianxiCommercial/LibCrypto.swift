import Glibc

/// What we call of OpenSSL's `libcrypto.so.3`, opened at run time where it is wanted.
///
/// Nothing links it: a machine without it, or with one that lacks SM2, has none, and everything else works as ever.
struct LibCrypto: Sendable {
    typealias Make = @Sendable @convention(c) () -> OpaquePointer?
    typealias Free = @Sendable @convention(c) (OpaquePointer?) -> Void
    typealias Read =
        @Sendable @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int
        ) -> OpaquePointer?
    typealias Write =
        @Sendable @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?
        ) -> Int32
    typealias Digest =
        @Sendable @convention(c) (
            UnsafeRawPointer?, Int, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt32>?,
            OpaquePointer?, OpaquePointer?
        ) -> Int32
    typealias Fetch =
        @Sendable @convention(c) (
            OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?
        ) -> OpaquePointer?
    typealias BeginDigest =
        @Sendable @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?) -> Int32
    typealias Update =
        @Sendable @convention(c) (OpaquePointer?, UnsafeRawPointer?, Int) -> Int32
    typealias Finish =
        @Sendable @convention(c) (
            OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt32>?
        ) -> Int32
    typealias KeyContext =
        @Sendable @convention(c) (OpaquePointer?, OpaquePointer?) ->
        OpaquePointer?
    typealias SetIdentity =
        @Sendable @convention(c) (OpaquePointer?, UnsafeRawPointer?, Int32) ->
        Int32
    typealias SetKeyContext = @Sendable @convention(c) (OpaquePointer?, OpaquePointer?) -> Void
    typealias Begin =
        @Sendable @convention(c) (
            OpaquePointer?, OpaquePointer?, OpaquePointer?, OpaquePointer?, OpaquePointer?
        ) -> Int32
    typealias Sign =
        @Sendable @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?,
            UnsafePointer<UInt8>?, Int
        ) -> Int32
    typealias Verify =
        @Sendable @convention(c) (
            OpaquePointer?, UnsafePointer<UInt8>?, Int, UnsafePointer<UInt8>?, Int
        ) -> Int32

    let sm3: Make
    let digest: Digest
    let fetchDigest: Fetch
    let freeDigest: Free
    let beginDigest: BeginDigest
    let updateDigest: Update
    let finishDigest: Finish
    let newContext: Make
    let freeContext: Free
    let readSecret: Read
    let readPublic: Read
    let writePublic: Write
    let freeKey: Free
    let newKeyContext: KeyContext
    let freeKeyContext: Free
    let setIdentity: SetIdentity
    let setKeyContext: SetKeyContext
    let beginSigning: Begin
    let sign: Sign
    let beginVerifying: Begin
    let verify: Verify
    /// Forgets what went wrong in this thread.
    let clearErrors: @Sendable @convention(c) () -> Void

    /// The machine's own.
    static let name = "libcrypto.so.3"

    /// Opens a library by its name; `nil` where it is not, or lacks what we call.
    init?(_ name: String) {
        // Never closed: OpenSSL cannot be unloaded safely, and opened again it is the same.
        guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
        guard let sm3 = Self.find("EVP_sm3", Make.self, handle),
            let digest = Self.find("EVP_Digest", Digest.self, handle),
            let fetchDigest = Self.find("EVP_MD_fetch", Fetch.self, handle),
            let freeDigest = Self.find("EVP_MD_free", Free.self, handle),
            let beginDigest = Self.find("EVP_DigestInit_ex", BeginDigest.self, handle),
            let updateDigest = Self.find("EVP_DigestUpdate", Update.self, handle),
            let finishDigest = Self.find("EVP_DigestFinal_ex", Finish.self, handle),
            let newContext = Self.find("EVP_MD_CTX_new", Make.self, handle),
            let freeContext = Self.find("EVP_MD_CTX_free", Free.self, handle),
            let readSecret = Self.find("d2i_AutoPrivateKey", Read.self, handle),
            let readPublic = Self.find("d2i_PUBKEY", Read.self, handle),
            let writePublic = Self.find("i2d_PUBKEY", Write.self, handle),
            let freeKey = Self.find("EVP_PKEY_free", Free.self, handle),
            let newKeyContext = Self.find("EVP_PKEY_CTX_new", KeyContext.self, handle),
            let freeKeyContext = Self.find("EVP_PKEY_CTX_free", Free.self, handle),
            let setIdentity = Self.find("EVP_PKEY_CTX_set1_id", SetIdentity.self, handle),
            let setKeyContext = Self.find("EVP_MD_CTX_set_pkey_ctx", SetKeyContext.self, handle),
            let beginSigning = Self.find("EVP_DigestSignInit", Begin.self, handle),
            let sign = Self.find("EVP_DigestSign", Sign.self, handle),
            let beginVerifying = Self.find("EVP_DigestVerifyInit", Begin.self, handle),
            let verify = Self.find("EVP_DigestVerify", Verify.self, handle),
            let clearErrors = Self.find(
                "ERR_clear_error",
                (@Sendable @convention(c) () -> Void).self,
                handle
            )
        else { return nil }
        self.sm3 = sm3
        self.digest = digest
        self.fetchDigest = fetchDigest
        self.freeDigest = freeDigest
        self.beginDigest = beginDigest
        self.updateDigest = updateDigest
        self.finishDigest = finishDigest
        self.newContext = newContext
        self.freeContext = freeContext
        self.readSecret = readSecret
        self.readPublic = readPublic
        self.writePublic = writePublic
        self.freeKey = freeKey
        self.newKeyContext = newKeyContext
        self.freeKeyContext = freeKeyContext
        self.setIdentity = setIdentity
        self.setKeyContext = setKeyContext
        self.beginSigning = beginSigning
        self.sign = sign
        self.beginVerifying = beginVerifying
        self.verify = verify
        self.clearErrors = clearErrors
    }

    /// A function of the library, with the type OpenSSL 3's headers give it.
    private static func find<Function>(
        _ name: String,
        _ type: Function.Type,
        _ handle: UnsafeMutableRawPointer
    ) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: type) }
    }
}
