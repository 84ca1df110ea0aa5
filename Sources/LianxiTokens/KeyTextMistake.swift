package import LianxiCore

/// What is wrong with a key's file.
package enum KeyTextMistake: Error, Hashable, Sendable {
    /// What the key is to sign with.
    package enum Algorithm: Hashable, Sendable {
        case ed25519, sm2
    }

    /// Neither digits nor a reference.
    case form(Algorithm)
    /// A reference that cannot be read.
    case reference(Algorithm)
    /// The second line is missing or no such key.
    case verifierMissing(Algorithm)
    /// The second line is a key of another name.
    case otherName(String)
    /// The two lines name different keys.
    case otherKey

    /// The mistake as a sentence, without the file's name.
    package func sentence(in language: Language) -> String {
        switch self {
        case .form(.ed25519):
            language.pick(
                "应为 64 个十六进制字符的密钥，或签名装置的位置",
                "expected a key of 64 hexadecimal digits, or where its token is"
            )
        case .form(.sm2):
            language.pick(
                "应为 64 个十六进制字符的 SM2 密钥，或签名程序",
                "expected an SM2 key of 64 hexadecimal digits, or the program that signs"
            )
        case .reference(.ed25519):
            language.pick(
                "应为 ssh-agent:套接字#SHA256:指纹，或 command:程序#ed25519:公钥（base64）",
                "expected ssh-agent:SOCKET#SHA256:FINGERPRINT or "
                    + "command:PROGRAM#ed25519:PUBLIC-KEY (base64)"
            )
        case .reference(.sm2):
            language.pick(
                "应为 command:程序#sm2:公钥（65 字节的 base64）",
                "expected command:PROGRAM#sm2:PUBLIC-KEY (base64 of 65 bytes)"
            )
        case .verifierMissing(.ed25519):
            language.pick(
                "第二行应为该密钥的验证公钥（名称+编号+base64）",
                "the second line is to be its verifier key (name+id+base64)"
            )
        case .verifierMissing(.sm2):
            language.pick(
                "第二行应为该 SM2 密钥的验证公钥（名称+编号+base64）",
                "the second line is to be the SM2 key as verifiers have it (name+id+base64)"
            )
        case .otherName(let name):
            language.pick("第二行是 \(name) 的公钥", "the second line is \(name)'s key")
        case .otherKey:
            language.pick("两行所指不是同一密钥", "the two lines name different keys")
        }
    }
}
