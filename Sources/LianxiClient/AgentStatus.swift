package import LianxiCore
package import LianxiWire

/// How the agent stands with the daemon, for people and the service manager.
package enum AgentStatus: Hashable, Sendable {
    /// Not connected, or connected and not yet greeted.
    case connecting
    /// Items up to `number` are kept of `head`.
    case catchingUp(number: UInt64, head: UInt64)
    /// All there is is kept.
    case current(number: UInt64)
    /// The feed has been silent for longer than it may.
    case silent
    /// Cannot go on until people have looked: the reason.
    case refused(AgentRefusal)
}

extension AgentStatus {
    /// One line for `systemctl status` and people.
    package func sentence(_ language: Language) -> String {
        switch self {
        case .connecting: language.pick("正在连接", "connecting")
        case .catchingUp(let number, let head):
            language.pick("正在接收 \(number)/\(head)", "catching up, \(number) of \(head)")
        case .current(let number):
            language.pick("已连接，已收 \(number) 件", "connected, \(number) items kept")
        case .silent: language.pick("长时间没有收到信号", "the feed is silent")
        case .refused(let refusal): refusal.sentence(language)
        }
    }
}

/// Why an agent will not go on with a daemon.
package enum AgentRefusal: Error, Hashable, Sendable {
    /// It answers for another ledger or party, or shows other keys than the enrolment has.
    case wrongDaemon(what: String, expected: String, found: String)
    /// It is of a kind we are not.
    case otherKind(PartyKind)
    /// Its feed contradicts what was heard before: an older epoch, or a shorter feed.
    case feed(FeedTrouble)
    /// It sent another entry under a number kept already.
    case rewrittenFeed
    /// Its confirmation is not signed by its key, or does not cover the acts it answers.
    case wrongConfirmation(String)
    /// A demo's clock was asked for, and this is no demo.
    case noDemo
    /// It speaks no version we do, or does not admit our key.
    case notAdmitted(String)

    /// What happened and what to do, for people.
    package func sentence(_ language: Language) -> String {
        switch self {
        case .wrongDaemon(let what, let expected, let found):
            language.pick(
                "对方不是入网时的服务：\(what) 应为 \(expected)，实为 \(found)；请向联席办核实",
                "this is not the daemon of the enrolment: \(what) should be \(expected), is \(found); "
                    + "ask the office"
            )
        case .otherKind(let kind):
            language.pick(
                "本密钥登记为 \(kind.rawValue)，与入网答复不符",
                "this key is enrolled as \(kind.rawValue)"
            )
        case .feed(let trouble):
            language.pick(
                "服务的数据与先前矛盾（\(trouble)）：可能恢复了旧备份，请向联席办核实",
                "the daemon contradicts what it sent before (\(trouble)): an old copy may have been "
                    + "restored; ask the office"
            )
        case .rewrittenFeed:
            language.pick(
                "同一编号收到了不同的内容，已留存证据（evidence 目录），请向联席办核实",
                "another entry came under a number kept before; the evidence is in the folder "
                    + "evidence; ask the office"
            )
        case .wrongConfirmation(let reason):
            language.pick(
                "服务的回执无效（\(reason)），已留存证据（evidence 目录），将重发",
                "the daemon's confirmation is no good (\(reason)); kept in the folder evidence; the "
                    + "acts will be sent again"
            )
        case .noDemo:
            language.pick(
                "--demo-clock 只能用于演示服务",
                "--demo-clock is for demonstrations; this daemon is none"
            )
        case .notAdmitted(let reason):
            language.pick("服务拒绝接入：\(reason)", "the daemon does not admit us: \(reason)")
        }
    }
}

/// Hears what the agent lives through.
///
/// Called on the agent's loop: return at once.
package protocol AgentObserver: Sendable {
    func changed(to status: AgentStatus)
    /// The hour the daemon's clock shows.
    func heard(_ time: Timestamp)
    /// Something contradicts what was signed before; it has been laid down.
    func found(_ evidence: Evidence)
}
