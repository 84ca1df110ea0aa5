import LianxiCore
import LianxiLedger

/// How an auditor's answers name parties, duties, rules and entries.
struct AuditWords {
    let docket: Docket
    let language: Language

    func party(_ id: PartyID) -> String {
        if id == .petitioner { return language.pick("信访人", "the petitioner") }
        guard let name = docket.party(id)?.party.name, name != id.text else { return id.text }
        return "\(name) (\(id))"
    }

    func post(_ post: OfficerID) -> String { post.words(asPost: language) }

    /// The post with who held it, as far as was recorded by then.
    func post(_ post: OfficerID, of party: PartyID, at moment: Timestamp) -> String {
        let person = holders(of: party, on: moment.civilDate, knownBy: moment)
            .first { $0.appointment.post == post }?.appointment.person
        return self.post(post) + (person.map { " \($0.name)" } ?? "")
    }

    /// Who held the posts of a party on a day, as far as was recorded by the moment; in the order of posts.
    func holders(
        of party: PartyID,
        on day: CivilDate,
        knownBy moment: Timestamp
    ) -> [RecordedAppointment] {
        let known = docket.appointments(of: party)
            .filter { $0.mark.at <= moment && $0.appointment.on <= day }
        return known.enumerated().filter { place, it in
            it.appointment.person != nil
                && !known[(place + 1)...].contains { $0.appointment.post == it.appointment.post }
        }
        .map(\.element)
    }

    func duty(_ life: ClockLife) -> String {
        let rule = rule(life).map { language.pick($0.titleChinese, $0.titleEnglish) }
        let title = rule.flatMap { $0.isEmpty ? nil : $0 } ?? life.key.duty.words(language) ?? ""
        let nature = life.key.duty.nature(language).map { language.pick("（\($0)）", " (\($0))") }
        return "\(life.key.duty) \(title)\(nature ?? "")"
    }

    /// The rule set, and where in it the duty stands.
    func basis(_ life: ClockLife) -> String {
        guard let rule = rule(life) else { return life.start.ruleSet.text }
        let cited = Citation.words(rule.article, language)
        let article = rule.localPeriod == nil ? cited : "\(cited); \(rule.localSource)"
        return [rule.basis.words(language), article, life.start.ruleSet.text].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    func article(_ life: ClockLife) -> String { rule(life)?.article ?? "" }

    func dates(_ dates: DueDates) -> String {
        [dates.raw, dates.legal, dates.target]
            .map { $0?.description ?? language.pick("暂定", "provisional") }
            .joined(separator: " / ") + " [\(dates.calendar)]"
    }

    func date(_ date: CivilDate?) -> String {
        date?.description ?? language.pick("暂定", "provisional")
    }

    /// How a clock stands or ended, and how late.
    func standing(_ life: ClockLife, at moment: Timestamp) -> String {
        let days = life.daysLate(at: moment)
        guard let ending = life.ending, ending.moment <= moment else {
            return days == 0
                ? language.pick("进行中", "runs")
                : language.pick("逾期 \(days) 天未履行", "undone, \(days) days overdue")
        }
        switch ending.manner {
        case .void: return language.pick("已失效", "fell away")
        case .renewed: return language.pick("重新起算", "started anew")
        case .done:
            return days == 0
                ? language.pick("按期履行", "done in time")
                : language.pick("逾期 \(days) 天履行", "done \(days) days late")
        }
    }

    func matter(_ id: MatterID) -> String {
        let numbers = docket.matter(id)?.pieces.map(\.number) ?? []
        return numbers.isEmpty ? "\(id)" : "\(numbers.joined(separator: ", ")) (\(id))"
    }

    /// A document by its number, kind and identifier.
    func document(_ id: DocumentID) -> String {
        guard let record = docket.document(id) else { return "\(id)" }
        let number = record.number.map { " \($0.text)" } ?? ""
        return "\(record.subject.kind.words(language))\(number) (\(id))"
    }

    /// What a clock is about: a matter, with the document where it is one's; a document of its own; a task.
    func about(_ key: ClockKey) -> String {
        switch key.chain {
        case .matter(let id)?:
            matter(id) + (key.document.map { " " + document($0) } ?? "")
        case .document(let id)?: document(id)
        case nil: language.pick("任务 ", "task ") + "\(key.matter)"
        }
    }

    /// The line that says what a chain is about.
    func title(_ chain: ChainID) -> String {
        switch chain {
        case .matter(let id): language.pick("事项：", "Matter: ") + matter(id)
        case .document(let id): language.pick("文书：", "Document: ") + document(id)
        }
    }

    /// What an auditor must know of who may see the matter; empty for most.
    func secrecy(_ id: MatterID) -> [String] {
        guard let record = docket.matter(id) else { return [] }
        var lines: [String] = []
        if record.facts.matterClass == .informant {
            lines.append(
                language.pick(
                    "检举控告类事项：不得让被检举、控告的人员和单位知悉（条例第三十条）。",
                    "An informant's report: never to the people and units reported (art. 30)."
                )
            )
        }
        if !record.reception.excluded.isEmpty {
            let names = record.reception.excluded.map(party).joined(separator: ", ")
            lines.append(
                language.pick("不得转交：\(names)。", "Never to be handed to: \(names).")
            )
        }
        if let whole = record.reception.partOf {
            lines.append(
                language.pick("密封部分，分自事项 \(whole)。", "A sealed part of matter \(whole).")
            )
        }
        return lines
    }

    private func rule(_ life: ClockLife) -> Duty? {
        docket.ruleSets[life.start.ruleSet]?.value.duty(life.key.duty)
    }
}
