import Foundation
import LianxiCommercial
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiSettings
import LianxiTokens

// The SM2 key beside the log's (商用密码): only where the configuration asks for it.

extension Installation {
    private static let commercialName = "sm2.key"
    /// The SM2 key as auditors need it.
    private var commercialFile: String { "\(settings.data)/ledger.sm2.vkey" }

    /// What signs checkpoints beside the log's key; `nil` where the configuration asks for nothing.
    ///
    /// - Throws: ``KeyTrouble`` when there is no key, or nothing on this machine that computes SM2.
    func commercialKey() throws -> CommercialSigner? {
        guard settings.commercial != .off else { return nil }
        let place = keys.place(Self.commercialName)
        guard FileManager.default.fileExists(atPath: place) else {
            throw KeyTrouble(
                "\(place)：不存在；lianxid commercial 会生成（配置中 commercial 为 \(settings.commercial.rawValue)）",
                "\(place): is not there; `lianxid commercial` makes it (commercial is \(settings.commercial.rawValue) in the configuration)"
            )
        }
        let (text, cipher) = (try keys.text(Self.commercialName), try cipher())
        do throws(KeyTextMistake) {
            return try CommercialKeyText.signer(text, name: settings.origin, cipher: cipher)
        } catch {
            throw KeyTrouble(place, error.sentence)
        }
    }

    /// What the SM3 tree needs; `nil` where the configuration asks for none.
    func shadow(beside signer: CommercialSigner?) -> ShadowParts? {
        guard settings.commercial == .sm2AndSM3, let signer else { return nil }
        return ShadowParts(beside: signer, storage: ShadowFile(path: shadowState))
    }

    /// Where the SM3 tree's edge is kept.
    var shadowState: String { "\(settings.data)/ledger/sm3-tree" }

    /// Makes the file of the SM2 key: a new secret, or the program that signs.
    ///
    /// - Parameter reference: The program and its key, as an option names them; `nil` to draw a secret.
    /// - Returns: Its public half.
    /// - Throws: ``KeyTrouble`` when there is a file already, or nothing that computes SM2.
    func makeCommercialKey(_ reference: String?) throws -> CommercialKey {
        let cipher = try cipher()
        let (text, key): (String, CommercialKey)
        do throws(KeyTextMistake) {
            text =
                if let reference {
                    try CommercialKeyText.text(reference, name: settings.origin)
                } else {
                    Self.newSecret(cipher)
                }
            key = try CommercialKeyText.signer(text, name: settings.origin, cipher: cipher).key
        } catch {
            throw KeyTrouble("--sm2-key", error.sentence)
        }
        try keys.write(text, as: Self.commercialName)
        return key
    }

    /// Draws a secret of the curve; one draw in four thousand million is beyond its order, and drawn again.
    private static func newSecret(_ cipher: some CommercialCipher) -> String {
        while true {
            let secret = (0..<32).map { _ in UInt8.random(in: 0...255) }
            if cipher.point(of: secret) != nil { return hexText(secret) }
        }
    }

    /// Writes the public half beside the log's, for auditors to keep.
    func publish(_ key: CommercialKey) throws -> String {
        try Files.write(Array("\(key)\n".utf8), to: commercialFile)
        return commercialFile
    }

    private func cipher() throws -> OpenSSLCipher {
        guard let cipher = OpenSSLCipher() else {
            throw KeyTrouble(
                "配置中 commercial 为 \(settings.commercial.rawValue)，但本机没有支持 SM2 的 libcrypto.so.3（OpenSSL 3）",
                "commercial is \(settings.commercial.rawValue) in the configuration, and this machine has no libcrypto.so.3 (OpenSSL 3) with SM2"
            )
        }
        return cipher
    }
}
