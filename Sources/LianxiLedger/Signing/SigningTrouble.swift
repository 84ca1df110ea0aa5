package import LianxiCore

/// Why a token did not sign; nothing is signed then, and asking again is harmless.
package enum SigningTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    /// No token answers at the place named.
    case absent(String)
    /// The token shows no key at all, as one that is locked or has just been started.
    case locked(String)
    /// The token has keys, but not the one meant.
    case keyMissing(String)
    /// The token will not sign, with its reason where it gives one.
    case refused(String)
    /// The time allowed was over; the place, and seconds.
    case slow(String, Int)
    /// The answer is none that the protocol knows.
    case unreadable(String)
    /// What was signed is not by the key of this name.
    case otherKey(String)

    package var description: String { sentence(in: .en) }

    /// The trouble as a sentence.
    package func sentence(in language: Language) -> String {
        switch self {
        case .absent(let place):
            language.pick("\(place)：签名装置不在或未运行", "\(place): the token is not there")
        case .locked(let place):
            language.pick(
                "\(place)：签名装置已锁定，或其中没有密钥；请先解锁",
                "\(place): the token is locked or holds no key; unlock it first"
            )
        case .keyMissing(let place):
            language.pick(
                "\(place)：签名装置中没有所指的密钥",
                "\(place): the token does not hold the key that is meant"
            )
        case .refused(let place):
            language.pick("\(place)：签名装置拒绝签署", "\(place): the token refuses to sign")
        case .slow(let place, let seconds):
            language.pick(
                "\(place)：签名装置 \(seconds) 秒内没有答复",
                "\(place): the token did not answer within \(seconds) seconds"
            )
        case .unreadable(let place):
            language.pick(
                "\(place)：签名装置的答复无法识别",
                "\(place): the token's answer cannot be read"
            )
        case .otherKey(let name):
            language.pick(
                "签名装置用的不是 \(name) 的密钥，其签名已弃用",
                "the token signed with another key than \(name)'s; its signature is not used"
            )
        }
    }
}
