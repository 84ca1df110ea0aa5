package import LianxiCore
package import LianxiWire

/// The conference and its meetings for a person at the terminal.
package struct MeetingView {
    let language: Language
    /// What parties are called.
    let names: [PartyID: String]

    package init(language: Language, names: [PartyID: String] = [:]) {
        self.language = language
        self.names = names
    }

    private func say(_ chinese: String, _ english: String) -> String {
        language.pick(chinese, english)
    }

    private func name(_ party: PartyID) -> String { names[party] ?? party.text }

    private func list(_ parties: [PartyID]) -> String {
        parties.map(name).joined(separator: language.pick("、", ", "))
    }

    package func text(_ reply: ConferenceReply) -> String {
        var parts = [say("成员单位：", "members: ") + list(reply.parties)]
        parts += reply.meetings.map(line)
        if !reply.agreed.isEmpty { parts.append(say("议定事项：", "agreed:")) }
        parts += reply.agreed.map { row in
            let meeting = reply.meetings.first { $0.meeting == row.reference.meeting }
            return line(row, of: meeting?.number ?? row.reference.meeting.description)
        }
        if !reply.proposed.isEmpty {
            parts += [say("可列入议程：", "proposed for an agenda:"), lines(reply.proposed)]
        }
        return parts.map { $0.hasSuffix("\n") ? $0 : "\($0)\n" }.joined()
    }

    package func text(_ sheet: SheetReply) -> String {
        var parts = [line(sheet.meeting), lines(sheet.items)]
        if !sheet.told.isEmpty { parts.append(say("已通知：", "told: ") + list(sheet.told)) }
        parts += sheet.replies.map { say("回执 ", "answer ") + line($0) }
        parts += sheet.attendance.map {
            say("签到 ", "came ") + line($0) + " " + sheet.sign(of: $0, language)
        }
        parts += sheet.confirmedAlone.map {
            say("单位签认 ", "signed by the member ") + line($0)
                + say(" （会议办公室未登记）", " (not entered by the office)")
        }
        if let chair = sheet.chair {
            parts.append(say("主持 ", "presided ") + chair.words(language, name))
        }
        parts += sheet.agreed.map { line($0) }
        if let minutes = sheet.minutes.last {
            parts.append(say("纪要 ", "minutes ") + "\(minutes.document) \(minutes.hash)")
            parts.append(say("未会签：", "not signed: ") + list(sheet.unsigned))
        }
        return parts.filter { !$0.isEmpty }.map { $0.hasSuffix("\n") ? $0 : "\($0)\n" }.joined()
    }

    /// Items as they stand on an agenda, one a line.
    package func lines(_ items: [ItemRow]) -> String {
        let form = MeetingStepKind.list.form
        return items.enumerated().map { place, row in
            let about = row.item.about.map {
                "\(row.meetingNumber ?? $0.meeting.description)/\($0.number)"
            }
            let subject = [
                row.matterNumber ?? row.item.matter?.description,
                row.documentTitle.map(title) ?? row.item.document?.description, about, row.text,
            ].compactMap(\.self).joined(separator: " ")
            return "\(place + 1). [\(form.words(of: row.item.source.rawValue, in: language))] "
                + "\(subject)\(late(row))\n"
        }.joined()
    }

    /// Who owes what, and since when it is late.
    private func late(_ row: ItemRow) -> String {
        let owed = row.owed.map { owed in
            let duty = owed.duty.words(language) ?? owed.duty.text
            return say("，\(name(owed.owner))应\(duty)", ", \(name(owed.owner)): \(duty)")
        }
        let since = row.since.map { say("，期限 \($0)", ", due \($0)") }
        return (owed ?? "") + (since ?? "")
    }

    private func title(_ it: DocumentTitle) -> String {
        "\(it.kind.words(language)) \(it.number)"
    }

    private func line(_ row: MeetingRow) -> String {
        "\(row.number) \(row.meeting) \(row.at.wallText.prefix(16)) \(row.place) "
            + "\(row.presiding) \(row.state.words(language))"
    }

    private func line(_ row: AttendanceRow) -> String {
        let form = MeetingStepKind.attend.form
        let person = row.person.map { " \($0)" } ?? ""
        return "\(name(row.party)) "
            + form.words(of: row.attendance.rawValue, in: language) + person
    }

    /// The meeting is named where the rows are of several.
    private func line(_ row: AgreedRow, of meeting: String? = nil) -> String {
        let assistants =
            row.assistants.isEmpty ? "" : say("，协办 ", ", assisting ") + list(row.assistants)
        let due = row.due.map { say("，期限 \($0)", ", due \($0)") } ?? ""
        let dissent = row.dissent.isEmpty ? "" : say("，保留意见 ", ", dissent ") + list(row.dissent)
        let what = [
            row.matterNumber, row.documentTitle.map(title), row.text,
        ].compactMap(\.self).joined(separator: " ")
        let successor =
            row.successor.map { say("（现由 \(name($0)) 承接）", " (now \(name($0)))") } ?? ""
        let place = (meeting.map { "\($0)/" } ?? "") + "\(row.reference.number)"
        return "  \(place). \(what) \(say("主办", "lead")) \(name(row.lead))\(successor)"
            + "\(assistants)\(due)\(dissent) [\(row.progress.words(language))]"
    }
}
