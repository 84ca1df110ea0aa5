import LianxiCore
import LianxiJSON
import LianxiLedger

extension SignedAct {
    /// Key identifier and signature, as the wire carries them.
    func signatureBytes() throws -> [UInt8] {
        guard let bytes = Base64.decode(signature) else { throw WorldError.refused }
        return bytes
    }
}
