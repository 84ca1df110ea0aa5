package import LianxiCore

/// Tells the ledger's entries as sentences for people who watch: who did what, and under which rule.
///
/// Learns names from the entries it is told, so feed it every entry from the first on where names
/// matter; what it has not heard of is shown by its short name. Holds no personal data.
package struct Narrator: Sendable {
    let language: Language
    /// Kinds of documents, and numbers of those issued.
    var documentKinds: [DocumentID: DocumentKind] = [:]
    var documentNumbers: [DocumentID: String] = [:]
    private var partyNames: [PartyID: String] = [:]
    private var numbers: [MatterID: String] = [:]
    private var departments: [AssignmentID: PartyID] = [:]

    /// - Parameters:
    ///   - language: Of the reader.
    ///   - names: What parties are called, as far as known before the first entry.
    ///   - numbers: The office's numbers of matters known before.
    package init(
        language: Language,
        names: [PartyID: String] = [:],
        numbers: [MatterID: String] = [:]
    ) {
        self.language = language
        partyNames = names
        self.numbers = numbers
    }

    /// The entry as one line without its time; `nil` for entries nobody watches for.
    package mutating func line(for event: Event) -> String? {
        switch event {
        case .founded(let origin, _):
            return language.pick("账本建立：\(origin)", "ledger founded: \(origin)")
        case .ruleSetAdopted(let it): return adopted(language.pick("规则集", "rules"), it.id)
        case .calendarAdopted(let it): return adopted(language.pick("日历", "calendar"), it.id)
        case .policyAdopted(let it): return adopted(language.pick("升级策略", "policy"), it.id)
        case .partyEnrolled(let party):
            partyNames[party.id] = party.name
            return language.pick("\(party.name) 已登记入网", "\(party.name) enrolled")
        case .rosterAdopted(let roster):
            return language.pick("启用值班表 \(roster.name)", "roster \(roster.id) adopted")
        case .rosterChanged(let it): return changed(it)
        case .routesAdopted(let book): return adopted(language.pick("派单目录", "catalogue"), book.id)
        case .routed(let it):
            return language.pick(
                "\(number(it.matter)) 目录建议 \(name(it.proposal.lead))，选定 \(name(it.lead))",
                "\(number(it.matter)): \(name(it.proposal.lead)) proposed, \(name(it.lead)) chosen"
            )
        case .partyRevoked(let party):
            return language.pick("\(name(party)) 已撤销", "\(name(party)) revoked")
        case .invited(let it):
            return language.pick("邀请 \(it.party) 入网", "\(it.party) invited")
        case .registered(let it):
            numbers[it.facts.matter] = it.facts.piece.number
            return language.pick(
                "\(it.facts.piece.number) 已登记",
                "\(it.facts.piece.number) registered"
            )
        case .joined(let matter, let piece):
            return language.pick(
                "\(piece.number) 并入 \(number(matter))",
                "\(piece.number) joins \(number(matter))"
            )
        case .dispatched(let it): return dispatched(it)
        case .received(let it):
            departments[it.assignment] = it.department
            return told(it.department, language.pick("已送达", "received"), it.matter)
        case .signed(let it): return acted(it)
        case .objected(let it), .accepted(let it), .concluded(let it), .acted(let it):
            return acted(it)
        case .stepped(let it): return stepped(it)
        case .reorganised(let it): return reorganised(it)
        case .seated(let it): return it.line(language, name: name(it.party))
        case .convened(let it): return it.line(language, name: name)
        case .tasked(let it): return it.line(language, name: name)
        case .answered(let it): return it.line(language, name: name)
        case .led(let it): return it.line(language, name: name)
        case .visited(let it): return it.line(language, name: name(it.party))
        case .appointed(let it): return appointed(it)
        case .documented(let it): return documented(it)
        case .documentActed(let it): return acted(it)
        case .objectionDecided(let it): return decided(it)
        case .escalated(let it): return escalated(it)
        case .unreached(let it): return unreached(it)
        case .looked(let it):
            return switch it.chain {
            case .matter(let id):
                language.pick("查阅卷宗 \(number(id))", "dossier of \(number(id)) looked into")
            case .document(let id):
                language.pick("查阅\(document(id))", "\(document(id)) looked into")
            }
        case .attached(let matter, _):
            return language.pick(
                "附件入卷 \(number(matter))",
                "a paper is kept with \(number(matter))"
            )
        case .erasureAsked(let it):
            return language.pick(
                "申请销毁卷宗 \(number(it.order.matter))",
                "destruction of the dossier of \(number(it.order.matter)) asked for"
            )
        case .erased(let it):
            return language.pick(
                "卷宗已销毁 \(number(it.order.matter))",
                "dossier of \(number(it.order.matter)) destroyed"
            )
        case .redated(let key, let start, let to): return redated(key, start, to)
        case .channelChanged(let it): return changed(it)
        case .presenceChanged(let it): return changed(it)
        case .ticked: return language.pick("报时", "the daemon is there")
        case .shadowRecorded(let it):
            return language.pick(
                "SM3 对照树至第 \(it.size) 条",
                "the SM3 tree is at \(it.size) entries"
            )
        }
    }

    private func changed(_ it: RosterChange) -> String {
        switch it.kind {
        case .override:
            language.pick("值班表 \(it.roster) 有临时调整", "roster \(it.roster) overridden")
        case .withdraw:
            language.pick(
                "值班表 \(it.roster) 的临时调整已撤回",
                "an override of roster \(it.roster) withdrawn"
            )
        case .offer(let swap):
            language.pick(
                "\(swap.officer) 请与 \(swap.other) 换班",
                "\(swap.officer) offers \(swap.other) a swap"
            )
        case .consent: language.pick("换班已经双方同意", "a swap of shifts was agreed")
        case .handOver(let it):
            language.pick(
                it.side == .outgoing ? "交班人已签交接单" : "接班人已签交接单",
                it.side == .outgoing ? "hand-over signed out" : "hand-over signed in"
            )
        }
    }

    func name(_ party: PartyID) -> String { partyNames[party] ?? party.text }

    func number(_ matter: MatterID) -> String {
        numbers[matter] ?? String(matter.description.prefix(8))
    }

    /// The matter's number, and what the document about it is called whose clock it is; for the clock of a task
    /// the task's, of a document of its own what that is called.
    func number(_ clock: ClockKey) -> String {
        switch clock.chain {
        case .matter(let id)?:
            [number(id), clock.document.map(document)].compactMap(\.self).joined(separator: " ")
        case .document(let id)?: document(id)
        case nil: language.pick("任务 ", "task ") + clock.matter.description.prefix(8)
        }
    }

    private func adopted(_ what: String, _ id: DataSetID) -> String {
        language.pick("启用\(what) \(id)", "\(what) \(id) adopted")
    }

    private func told(_ party: PartyID, _ what: String, _ matter: MatterID) -> String {
        "\(name(party)) \(what) \(number(matter))"
    }

    private mutating func dispatched(_ it: Dispatched) -> String {
        let assignment = it.assignment
        departments[assignment.id] = assignment.department
        numbers[assignment.matter] = it.facts.piece.number
        let (kind, role) = (assignment.kind.words(language), assignment.role.words(language))
        return language.pick(
            "\(number(assignment.matter)) \(kind) \(name(assignment.department))（\(role)）",
            "\(number(assignment.matter)) \(kind) to \(name(assignment.department)) (\(role))"
        )
    }

    private func acted(_ it: Acted) -> String {
        let act = it.act.act
        let late = it.isLate ? language.pick("（逾期）", " (late)") : ""
        return told(act.department, act.verb.done(language), act.matter)
            + act.details.remark(act.verb.form, in: language, name: name) + late
    }

    private func stepped(_ it: Stepped) -> String {
        let kind = it.step.kind
        let to = it.recipient.map { " → \(name($0))" } ?? ""
        let late = it.isLate ? language.pick("（逾期）", " (late)") : ""
        let what =
            kind.words(language)
            + it.step.details.remark(kind.form, in: language, name: name)
        // Whoever is asked something, or told that something may be done, learns by when.
        let dates = it.clocks.map { clock in
            let duty = clock.duty.words(language) ?? clock.duty.text
            let date = clock.dates.target ?? clock.dates.legal
            let by = date?.description ?? language.pick("暂定", "provisional")
            return language.pick("\(duty)期限 \(by)", "\(duty) by \(by)")
        }
        let due = dates.map { language.pick("，", ", ") + $0 }.joined()
        return "\(number(it.step.matter)) \(what)\(to)\(due)\(late)"
    }

    private func appointed(_ it: Appointment) -> String {
        let who = it.person?.name ?? language.pick("空缺", "vacant")
        let post = it.post.words(asPost: language)
        return language.pick(
            "\(name(it.party)) \(post)：\(who)，自 \(it.on) 起",
            "\(name(it.party)), \(post): \(who) from \(it.on)"
        )
    }

    private func reorganised(_ it: Reorganised) -> String {
        let to = it.to.map(name) ?? language.pick("待定", "not named yet")
        let change =
            switch it.change {
            case .merged: language.pick("合并", "merged")
            case .split: language.pick("分立", "split")
            case .abolished: language.pick("撤销", "abolished")
            case .moved: language.pick("职责调整", "duties moved")
            }
        let duties =
            it.isWhole
            ? language.pick("职责", "the duties")
            : language.pick(
                "\(it.matters.count)件信访事项",
                "\(it.matters.count) matters"
            )
        return language.pick(
            "机构改革（\(change)，\(it.document)）：\(name(it.from)) 的\(duties)自 \(it.on) 起由 \(to) 承接",
            "\(duties) of \(name(it.from)) go to \(to) from \(it.on) (\(change), \(it.document))"
        )
    }

    private func decided(_ it: ObjectionDecided) -> String {
        let answer =
            it.isUpheld
            ? language.pick("异议成立，退回", "objection upheld, returned:")
            : language.pick("异议不成立", "objection denied:")
        return told(it.department, answer, it.matter)
    }

    private func unreached(_ it: Unreached) -> String {
        let (reason, target) = (it.reason.words(language), it.target.words(language))
        return language.pick(
            "升级提醒无人可达：\(name(it.party)) 的 \(target)（\(reason)）",
            "nobody is reached at \(target) of \(name(it.party)): \(reason)"
        )
    }

    /// For whom it stands in, and that nobody got on with what they attended to.
    private func instead(_ it: Escalated) -> String {
        let instead =
            it.instead.map { target in
                let post = target.words(language)
                return language.pick("（\(post) 无人可达）", " (nobody at \(post))")
            } ?? ""
        return it.isLapsed
            ? instead + language.pick("（处理期满无进展）", " (attended to, and no progress)") : instead
    }

    private func escalated(_ it: Escalated) -> String {
        let action = it.action.words(language)
        let card = it.card.map { language.pick("（\($0.words(.zh))）", " (\($0.words(.en)))") } ?? ""
        let late = (it.isLate ? language.pick("（补发）", " (fired late)") : "") + instead(it)
        let silent = it.clock.assignment.flatMap { departments[$0] } ?? it.owner
        let told = "\(name(it.recipient)) \(it.post.words(asPost: language))"
        let duty = [it.clock.duty.text, it.clock.duty.words(language)].compactMap(\.self)
            .joined(separator: " ")
        return language.pick(
            "\(name(silent)) 未履行 \(duty)：\(action)\(card) → \(told) "
                + "\(number(it.clock)) [\(it.ruleSet)·\(it.policy) 第\(it.step)步]\(late)",
            "\(name(silent)) owes \(duty): \(action)\(card) to \(told), "
                + "\(number(it.clock)) [\(it.ruleSet), \(it.policy) step \(it.step)]\(late)"
        )
    }
}
