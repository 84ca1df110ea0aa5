import LianxiClient
import LianxiCore
import LianxiWire

/// The sheet of a hand-over, for people: as text, and as a page to print.
struct HandOverDocument {
    let sheet: HandOverSheet
    /// SHA-256 of the sheet's canonical bytes: what both sign.
    let digest: Digest32
    let language: Language
    /// What parties are called; in English they are shown as commands take them.
    var names: [PartyID: String] = [:]

    private func say(_ chinese: String, _ english: String) -> String {
        language.pick(chinese, english)
    }

    private var title: String { say("交接班记录", "Hand-over sheet") }

    /// Name and value, in the order of the sheet's head.
    private var head: [(String, String)] {
        [
            (say("值班表", "Roster"), "\(sheet.name)（\(sheet.roster)）"),
            (say("交接时间", "Hand-over at"), sheet.at.minuteText),
            (say("交班人", "Goes off duty"), people(sheet.outgoing)),
            (say("接班人", "Comes on duty"), people(sheet.incoming)),
            (say("账本条数", "Entries in the ledger"), "\(sheet.size)"),
            (say("本单 SHA-256", "SHA-256 of this sheet"), "\(digest)"),
        ]
    }

    private func people(_ persons: [Person]) -> String {
        persons.isEmpty ? say("无人", "nobody") : lianxictl.names(persons)
    }

    private var lists: [(title: String, lines: [HandOverLine])] {
        [
            (
                say(
                    "\(sheet.days) 日内到期或者已逾期的期限",
                    "Clocks overdue or due within \(sheet.days) days"
                ), sheet.due
            ),
            (
                say("已升级而仍未了的期限", "Clocks that run though their escalation fired"),
                sheet.unattended
            ),
        ]
    }

    private var header: [String] {
        language == .zh
            ? ["编号", "期限", "责任单位", "目标日", "法定日", "已升级"]
            : ["number", "clock", "owner", "target", "legal", "steps fired"]
    }

    private func cells(_ line: HandOverLine) -> [String] {
        [
            line.numbers, line.clock.duty.words(language) ?? line.clock.duty.text,
            language.pick(names[line.owner] ?? line.owner.text, line.owner.text),
            line.target?.description ?? "—",
            line.legal?.description ?? "—", "\(line.fired)",
        ]
    }

    var text: String {
        var text = "\(title)\n" + head.map { "\($0.0)：\($0.1)\n" }.joined()
        for list in lists {
            text += "\n\(list.title)：\(list.lines.count)\n"
            var table = Table(header: header)
            for line in list.lines { table.add(cells(line)) }
            if !list.lines.isEmpty { text += table.text }
        }
        if sheet.isCut {
            text += say("（只列前 200 项）", "(only the first 200 lines)") + "\n"
        }
        return text
    }

    /// One page without outside parts, black on white, with room for both signatures.
    var html: String {
        let rows = head.map { "<tr><th>\($0.0.markedUp)</th><td>\($0.1.markedUp)</td></tr>" }
        let tables = lists.map { list in
            let head = header.map { "<th>\($0.markedUp)</th>" }.joined()
            let body = list.lines.map { line in
                "<tr>" + cells(line).map { "<td>\($0.markedUp)</td>" }.joined() + "</tr>"
            }
            return "<h2>\(list.title.markedUp)（\(list.lines.count)）</h2>"
                + "<table class=\"lines\"><tr>\(head)</tr>\(body.joined(separator: "\n"))</table>"
        }
        let lines = [say("交班人签名", "Signature, off duty"), say("接班人签名", "Signature, on duty")]
            .map { "<p class=\"sign\">\($0.markedUp)：</p>" }
        return """
            <!DOCTYPE html>
            <html lang="\(language == .zh ? "zh" : "en")"><head><meta charset="utf-8">
            <title>\(title.markedUp)</title><style>
            body{font-family:serif;margin:2cm;color:#000;background:#fff}
            table{border-collapse:collapse;width:100%;margin:.5em 0}
            th,td{border:1px solid #000;padding:.2em .4em;text-align:left;font-size:11pt}
            h1{text-align:center;font-size:18pt}h2{font-size:13pt}
            .sign{display:inline-block;width:45%;margin-top:3em;border-bottom:1px solid #000}
            @page{size:A4;margin:1.5cm}
            </style></head><body>
            <h1>\(title.markedUp)</h1>
            <table>\(rows.joined(separator: "\n"))</table>
            \(tables.joined(separator: "\n"))
            \(lines.joined(separator: "\n"))
            </body></html>

            """
    }
}
