import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// How the daemon is.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how the daemon is: ledger, clocks, feeds, who is heard, channels."
    )

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let status = try await office.desk.ask(StatusRequest())
        let names = try await office.names()
        var table = Table(
            header: printing.language == .zh
                ? ["单位", "通道", "未签收", "最近联系"] : ["party", "feed", "unsigned", "heard"]
        )
        for feed in status.feeds {
            table.add(row(feed, names))
        }
        let head =
            ([ledger(status), witnesses(status), shadow(status), calendar(status)].compactMap { $0 }
            + claims(status)
            + holes(status))
            .joined(
                separator: "\n"
            )
        try printing.show(head + "\n" + table.text + channels(status, names), json: status.encode())
    }

    private func ledger(_ status: StatusReply) -> String {
        printing.say(
            """
            \(status.name)  \(status.origin)
            账本 \(status.size) 条，已签名至 \(status.checkpoint)；信访事项 \(status.matters)，分办 \(status.assignments)；\
            运行中的期限 \(status.runningClocks)，暂定 \(status.provisionalClocks)
            """,
            """
            \(status.name)  \(status.origin)
            \(status.size) entries, signed to \(status.checkpoint); \(status.matters) matters, \
            \(status.assignments) assignments; \(status.runningClocks) clocks run, \
            \(status.provisionalClocks) provisional
            """
        )
    }

    /// How far the ledger is witnessed; `nil` where there are no witnesses.
    private func witnesses(_ status: StatusReply) -> String? {
        guard let witnesses = status.witnesses else { return nil }
        let count = witnesses.cosigned.count
        let all = count + witnesses.missing.count
        let missing = witnesses.missing.map(\.text).joined(separator: printing.say("、", ", "))
        return printing.say(
            "经见证至 \(witnesses.size ?? 0) 条；最新检查点已有 \(count)/\(all) 个单位联署"
                + (missing.isEmpty ? "" : "，尚缺：\(missing)"),
            "witnessed to \(witnesses.size ?? 0); \(count) of \(all) witnesses cosigned the newest "
                + "checkpoint" + (missing.isEmpty ? "" : ", missing: \(missing)")
        )
    }

    /// How far the SM3 tree is signed; `nil` where there is none.
    private func shadow(_ status: StatusReply) -> String? {
        guard let shadow = status.shadow else { return nil }
        return printing.say(
            "SM3 对照树已签名至 \(shadow.size) 条" + (shadow.isFailing ? "：没有进展，原因见服务日志" : ""),
            "the SM3 tree is signed to \(shadow.size)"
                + (shadow.isFailing ? ": it does not go on, the daemon's log says why" : "")
        )
    }

    /// A line for each witness that contradicts the daemon.
    private func claims(_ status: StatusReply) -> [String] {
        (status.witnesses?.claims ?? []).map { claim in
            printing.say(
                "注意：见证人 \(claim.witness) 称存有 \(claim.size) 条，本机从未如此签署（\(claim.at.wallText)）。"
                    + "本机可能运行在旧副本上，或密钥已外泄；证据在数据目录的 evidence 中。",
                "ATTENTION: the witness \(claim.witness) says it keeps \(claim.size) entries, which this daemon "
                    + "never signed so (\(claim.at.wallText)). This may be an old copy, or the key is stolen; "
                    + "the evidence lies in the data folder, under evidence."
            )
        }
    }

    /// A line for each target of escalations that reaches nobody.
    private func holes(_ status: StatusReply) -> [String] {
        status.holes.map { hole in
            let reason = hole.reason.words(printing.language)
            return printing.say(
                "升级无人可达：\(hole.party) 的 \(hole.target.words(.zh))（\(reason)），账本第 \(hole.report.index) 条",
                "escalations reach nobody at \(hole.target.words(.en)) of \(hole.party): \(reason), "
                    + "entry \(hole.report.index)"
            )
        }
    }

    /// Which calendar is in force and how long it lasts; `nil` before there is one.
    private func calendar(_ status: StatusReply) -> String? {
        guard let id = status.calendar, let through = status.calendarThrough else { return nil }
        let line = printing.say("日历 \(id)，载至 \(through)", "calendar \(id), to \(through)")
        guard status.isCalendarRunningOut == true else { return line }
        let left = max(0, through.dayNumber - status.time.civilDate.dayNumber)
        return line
            + printing.say(
                "：还有 \(left) 日，请载入下一年（lianxictl calendar apply）",
                ": \(left) days left, load the next year (lianxictl calendar apply)"
            )
    }
}
