package import LianxiCore

/// Why a bundle is not taken in; nothing was changed then.
package enum BundleMistake: Error, Hashable, Sendable {
    /// The file was changed on its way, or is none of ours.
    case damaged(String)
    /// Nobody whose key we know sealed it.
    case foreignSeal
    case otherLog(String)
    case otherParty(PartyID)
    /// It has a smaller checkpoint than was taken in before.
    case older(has: UInt64, kept: UInt64)
    /// Items between are missing: what is there goes to this number.
    case gap(after: UInt64)
    /// It does not show that it continues the checkpoint kept here.
    case otherStart(kept: UInt64)
    /// The item of this number is not shown to lie in the ledger.
    case unproven(UInt64)

    /// The mistake as a sentence.
    package func sentence(in language: Language) -> String {
        switch self {
        case .damaged(let why):
            language.pick("文件已损坏，或不是数据包：\(why)", "the file is damaged or no bundle: \(why)")
        case .foreignSeal:
            language.pick(
                "封签不是本账本或本单位的密钥所签，不予采用",
                "it is not sealed by a key of this ledger or unit, and is not taken in"
            )
        case .otherLog(let origin):
            language.pick("属于另一账本：\(origin)", "it is of another ledger: \(origin)")
        case .otherParty(let party):
            language.pick("是 \(party) 的数据包", "it is the bundle of \(party)")
        case .older(let has, let kept):
            language.pick(
                "比已存入的旧：它到 \(has) 条，本机已到 \(kept) 条",
                "it is older than what was taken in: it goes to \(has) entries, here are \(kept)"
            )
        case .gap(let after):
            language.pick(
                "中间缺少数据：请联席办从 \(after) 号之后导出（--since \(after)）",
                "items between are missing: ask the office for those after \(after) (--since \(after))"
            )
        case .otherStart(let kept):
            language.pick(
                "不能证明它延续本机的检查点：请联席办用 --kept \(kept) 导出",
                "it does not show that it continues the checkpoint here: ask the office for one with --kept \(kept)"
            )
        case .unproven(let number):
            language.pick(
                "第 \(number) 号不在所签的账本中，整个数据包不予采用",
                "item \(number) is not shown to lie in the signed ledger; nothing of the bundle is taken in"
            )
        }
    }
}
