import LianxiClient
import LianxiCore
import LianxiWire

extension MeetingCommand.Minutes {
    /// Minutes as a text and as a page to print, in Chinese, as such papers are.
    struct Text {
        /// What parties are called.
        let names: [PartyID: String]

        private func name(_ party: PartyID) -> String { names[party] ?? party.text }

        private func list(_ parties: [PartyID]) -> String {
            parties.isEmpty ? "无" : parties.map(name).joined(separator: "、")
        }

        /// What the record says: who came, what was agreed, who dissented.
        ///
        /// The agenda is left out: the text goes to all who took part, and not all may see each item.
        func draft(_ sheet: SheetReply, document: String) -> String {
            let meeting = sheet.meeting
            let kind = meeting.kind == .full ? "全体会议" : "工作会议"
            func who(_ word: Attendance) -> [String] {
                sheet.attendance.filter { $0.attendance == word }.map { row in
                    name(row.party) + (row.person.map { "（\($0)）" } ?? "")
                        + sheet.sign(of: row, .zh)
                }
            }
            func line(_ title: String, _ parts: [String]) -> String? {
                parts.isEmpty ? nil : "\(title)：\(parts.joined(separator: "、"))"
            }
            var lines: [String?] = [
                "会议纪要", document, "",
                "信访工作联席会议\(meeting.number)\(kind)",
                "时间：\(meeting.at.wallText.prefix(16))",
                "地点：\(meeting.place)",
                "主持：\(sheet.chair?.words(.zh, name) ?? meeting.presiding)",
                line("到会", who(.present)), line("委派代表", who(.substitute)),
                line("请假", who(.absent)),
            ]
            if !sheet.agreed.isEmpty { lines += ["", "会议议定："] }
            lines += sheet.agreed.map(agreed)
            return lines.compactMap(\.self).map { $0 + "\n" }.joined()
        }

        private func agreed(_ row: AgreedRow) -> String {
            let document = row.documentTitle.map { "\($0.kind.words(.zh)) \($0.number)" }
            let about = (row.matterNumber ?? document).map { "（\($0)）" } ?? ""
            let assistants =
                row.assistants.isEmpty ? "" : "，\(list(row.assistants))配合"
            let due = (row.due?.description ?? row.period?.words(.zh)).map { "，期限\($0)" } ?? ""
            let replaces = row.replaces.map { "；取代第\($0.number)项" } ?? ""
            let dissent = row.dissent.isEmpty ? "" : "；\(list(row.dissent))保留意见"
            return "\(row.reference.number). \(row.text ?? "")\(about)。由\(name(row.lead))牵头"
                + "\(assistants)\(due)\(replaces)\(dissent)。"
        }

        /// The text that holds, then its hash, the signatures and the approval.
        func whole(_ row: MinutesRow, _ sheet: SheetReply) -> String {
            let signatures = row.signatures.map { it in
                "\(name(it.party))　\(it.isDissent ? "保留意见" : "同意")　"
                    + "\(it.mark.at.wallText.prefix(16))（账本第 \(it.mark.index) 条）"
                    + (it.text.map { "：\($0)" } ?? "")
            }
            let rest =
                [
                    "", "文号：\(row.document)", "正文摘要 SHA-256：\(row.hash)", "会签：",
                ] + signatures + ["未会签：\(list(sheet.unsigned))", approval(sheet)]
            return (row.text ?? "") + rest.map { $0 + "\n" }.joined()
        }

        private func approval(_ sheet: SheetReply) -> String {
            sheet.approval.map { "签发：\($0.at.wallText.prefix(16))（账本第 \($0.index) 条）" } ?? "尚未签发"
        }

        /// The same as one page that needs nothing but itself.
        func html(_ row: MinutesRow, _ sheet: SheetReply) -> String {
            let title = row.document.markedUp
            let lines = whole(row, sheet).split(separator: "\n", omittingEmptySubsequences: false)
            let body = lines.enumerated().map { place, line in
                place == 0
                    ? "<h1>\(line.markedUp)</h1>" : "<p>\(line.markedUp)</p>"
            }.joined(separator: "\n")
            return """
                <!DOCTYPE html>
                <html lang="zh-CN"><head><meta charset="utf-8"><title>\(title)</title>
                <style>
                @page { size: A4; margin: 3.7cm 2.6cm 3.5cm 2.8cm; }
                body { font: 16pt/1.75 "FangSong", "仿宋", serif; }
                h1 { font-size: 22pt; text-align: center; }
                p { margin: 0; min-height: 1.75em; }
                </style></head><body>
                \(body)
                </body></html>

                """
        }
    }
}
