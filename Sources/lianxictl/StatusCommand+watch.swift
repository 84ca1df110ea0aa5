import LianxiClient
import LianxiCore
import LianxiWire

extension StatusCommand {
    /// One party's line: how far its feed is, and whether it is there.
    func row(_ feed: FeedStatus, _ names: [PartyID: String]) -> [String] {
        [printing.name(feed.party, names), "\(feed.head)", "\(feed.unsigned)", presence(feed)]
    }

    private func presence(_ feed: FeedStatus) -> String {
        if let dark = feed.dark {
            return printing.say("失联，自 \(dark.wallText)", "dark since \(dark.wallText)")
        }
        return feed.heard?.wallText ?? printing.say("尚未联系", "not heard yet")
    }

    /// The channels' table; empty where nobody reports any.
    func channels(_ status: StatusReply, _ names: [PartyID: String]) -> String {
        guard !status.channels.isEmpty else { return "" }
        var table = Table(
            header: printing.language == .zh
                ? ["单位", "告知渠道", "状态", "自", "待发", "已上报"]
                : ["party", "channel", "state", "since", "waiting", "told"]
        )
        for row in status.channels {
            table.add([
                printing.name(row.party, names), row.state.channel.words(printing.language),
                row.state.isWorking
                    ? printing.say("正常", "working") : printing.say("故障", "failing"),
                row.state.since.wallText, "\(row.state.waiting)", told(row.told),
            ])
        }
        return "\n" + table.text
    }

    private func told(_ step: Int?) -> String {
        switch step {
        case nil: ""
        case 1?: printing.say("联席办", "the office")
        default: printing.say("领导", "the leaders")
        }
    }
}
