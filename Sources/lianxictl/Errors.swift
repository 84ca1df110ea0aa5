import LianxiClient
import LianxiCore
import LianxiWire

extension DeskError {
    /// The daemon answered, and said no.
    var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }

    /// What happened, for people.
    func sentence(_ language: Language) -> String {
        switch self {
        case .refused(let refusal):
            "\(refusal.sentence(language)) [\(refusal.code)]" + (refusal.at.map { " \($0)" } ?? "")
        case .unreachable(let error):
            language.pick(
                "无法连接服务：\(error.sentence(in: .zh))",
                "cannot reach the daemon: \(error)"
            )
        case .unreadable(let reason):
            language.pick("无法读取服务的答复：\(reason)", "the daemon's answer cannot be read: \(reason)")
        }
    }
}

extension DeskRefusal {
    /// What is wrong and what to do, for people; a newer daemon's own words for a code unknown here.
    func sentence(_ language: Language) -> String { refusal?.sentence(in: language) ?? message }
}
