package import LianxiCore
package import LianxiWire

extension SheetReply {
    /// Whether the member signed itself what the office entered.
    package func sign(of row: AttendanceRow, _ language: Language) -> String {
        switch confirmations.first(where: { $0.party == row.party }) {
        case let it? where it.attendance == row.attendance && it.person == row.person:
            language.pick("（单位已签认）", "(signed by the member)")
        case let it?:
            language.pick("（单位签认为：", "(the member signed: ")
                + MeetingStepKind.attend.form.words(of: it.attendance.rawValue, in: language)
                + (it.person.map { " \($0)" } ?? "") + language.pick("）", ")")
        case nil: language.pick("（仅会议办公室登记）", "(entered by the office only)")
        }
    }

    /// What members signed though the office entered nothing of them.
    package var confirmedAlone: [AttendanceRow] {
        confirmations.filter { it in !attendance.contains { $0.party == it.party } }
    }
}

extension Chair {
    /// Who presided, for people: name, standing and post.
    package func words(_ language: Language, _ name: (PartyID) -> String) -> String {
        let of = party == .leaders ? "" : name(party) + " "
        let post = "\(of)\(post)"
        return (person?.name ?? post)
            + language.pick("（\(standing.words(language))", " (\(standing.words(language))")
            + (person == nil ? "" : language.pick("，", ", ") + post) + language.pick("）", ")")
    }
}
