package import LianxiCore

extension NoticeChannel {
    /// The channel's name for people.
    package func words(_ language: Language) -> String {
        switch self {
        case .feed: language.pick("收件通道", "feed")
        case .mail: language.pick("邮件", "mail")
        case .hook: language.pick("程序", "hook")
        }
    }
}
