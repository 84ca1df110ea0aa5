package import LianxiCore

extension AssignmentDetails.Clock {
    /// The duty, who owes it, and its dates; what is no plain duty, or is over, says so.
    ///
    /// - Parameters:
    ///   - language: Of the reader.
    ///   - now: Tells what is overdue.
    ///   - names: What parties are called.
    /// - Returns: One line.
    package func line(
        _ language: Language,
        at now: Timestamp,
        names: [PartyID: String] = [:]
    ) -> String {
        let owner = names[owner] ?? owner.text
        let unknown = language.pick("暂定", "provisional")
        let legal = legal?.description ?? unknown
        let due =
            target.map { language.pick("应于 \($0) 前", "target \($0)") }
            ?? language.pick("目标\(unknown)", "target \(unknown)")
        let title = duty.words(language).map { " \($0)" } ?? ""
        let marks = [
            duty.nature(language), isOverdue(at: now) ? language.pick("逾期", "OVERDUE") : nil,
        ].compactMap { $0 }.map { language.pick("【\($0)】", " [\($0)]") }.joined()
        return language.pick(
            "\(duty)\(title)（\(owner)）\(due)，法定 \(legal)\(marks)",
            "\(duty)\(title) (\(owner)) \(due), legal \(legal)\(marks)"
        )
    }
}

extension AssignmentDetails {
    /// What stands out, in a word each: overdue, urgent, under supervision, gone over to another unit.
    package func marks(
        of party: PartyID,
        _ language: Language,
        at now: Timestamp,
        names: [PartyID: String] = [:]
    ) -> [String] {
        let own = clocks.filter { $0.owner == party }
        var marks: [String] = []
        if own.contains(where: { $0.isOverdue(at: now) }) {
            marks.append(language.pick("逾期", "OVERDUE"))
        }
        if isUrgent { marks.append(language.pick("紧急", "urgent")) }
        if own.contains(where: { $0.duty == .supervisionReply }) {
            marks.append(language.pick("督办待答复", "supervised"))
        }
        if let released {
            let to =
                released.successor.map { names[$0] ?? $0.text }
                ?? language.pick("待定", "not named yet")
            marks.append(language.pick("已移出→\(to)", "released to \(to)"))
        }
        if !escalations.isEmpty { marks.append(language.pick("已升级", "escalated")) }
        return marks
    }
}
