import LianxiCore
import LianxiWire

/// Leaders' cases and visits, for people: who has what since when, how far it is, and what was said.
struct LeaderWords {
    let language: Language
    /// What parties are called.
    let names: [PartyID: String]

    private func say(_ chinese: String, _ english: String) -> String {
        language.pick(chinese, english)
    }

    private func list(_ texts: [String]) -> String { texts.joined(separator: say("、", ", ")) }

    /// The rate, then every case and visit with its texts.
    func text(_ reply: CasesReply) -> String {
        let rate = reply.rate
        let head = say(
            "包案 \(rate.taken) 件，化解 \(rate.resolved) 件，逾期阶段目标 \(rate.missed) 项",
            "\(rate.taken) cases, \(rate.resolved) resolved, \(rate.missed) milestones missed"
        )
        return head + "\n" + listing(reply)
    }

    /// Every case and visit with its texts, a line for each.
    func listing(_ reply: CasesReply) -> String {
        (reply.cases.flatMap(lines) + reply.visits.flatMap(lines)).map { $0 + "\n" }.joined()
    }

    /// The plan first, then the milestones, then how it went.
    private func lines(_ row: CaseRow) -> [String] {
        let form = CaseStepKind.close.form
        let state =
            row.result.map { form.words(of: $0.rawValue, in: language) }
            ?? say("进行中", "under way")
        let units = row.group.map { say(names[$0] ?? $0.text, $0.text) }
        let group = units.isEmpty ? "" : say("，专班 ", ", group ") + list(units)
        let head =
            say("包案 ", "case ") + "\(list(row.numbers)) \(row.person) "
            + say("\(row.on) 起", "since \(row.on)") + "\(group) [\(state)] \(row.id)"
        let goals = row.milestones.enumerated().map { place, goal in
            [
                say("  阶段目标", "  milestone"), "\(place + 1)", "\(goal.due)", goal.text ?? "",
                self.state(of: goal),
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }
        return [head] + said(row.texts.filter { $0.field == "plan" }) + goals
            + said(row.texts.filter { $0.field != "plan" })
    }

    private func said(_ texts: [CaseText]) -> [String] {
        texts.map { text in
            let what = DossierReference.words(ofField: text.field, language)
            return "  \(what)\(say("：", ": "))\(text.text)"
        }
    }

    private func state(of goal: MilestoneRow) -> String {
        if let day = goal.reached { return say("[\(day) 完成]", "[reached \(day)]") }
        return goal.isMissed ? say("[逾期未完成]", "[missed]") : ""
    }

    private func lines(_ row: VisitRow) -> [String] {
        let visit = row.visit
        let head = [
            visit.kind.words(language), "\(visit.on)", visit.place, visit.person,
            list(row.numbers), "\(visit.visit)",
        ].filter { !$0.isEmpty }.joined(separator: " ")
        return [head] + (row.promise.map { [say("  承诺：", "  promised: ") + $0] } ?? [])
    }
}
