import LianxiClient
import LianxiCore
import LianxiWire

// The steps of a matter in order, and the threads they make.

extension MatterSheet {
    /// Every step and act: the day of the fact, and the day it was recorded where that is another.
    var steps: String {
        guard !shown.steps.isEmpty else { return "" }
        var table = Table(
            header: language == .zh
                ? ["日期", "记录", "单位", "步骤", "", ""]
                : ["day", "recorded", "department", "step", "", ""]
        )
        for row in shown.steps {
            let recorded = row.mark.at.civilDate
            let day = row.says.on ?? recorded
            table.add([
                "\(day)", day == recorded ? "" : "\(recorded)",
                row.department.map(name) ?? row.assignment.map(department) ?? "", name(of: row),
                details(row.says),
                row.isLate ? language.pick("逾期", "late") : "",
            ])
        }
        return table.text
    }

    /// The re-examinations, extensions and threads of supervision, each on a line of its own.
    var threads: String {
        let taken = shown.steps.compactMap(\.taken)
        let reviews = taken.reviews.map { line("", $0.level.rawValue, told($0)) }
        let own = shown.assignments.flatMap { row in
            let (id, name) = (row.assignment.id, self.name(row.assignment.department))
            return taken.extensions(of: id).map {
                line(name, language.pick("延期", "extension"), told($0))
            }
                + taken.supervisions(of: id).map {
                    line(name, language.pick("督办", "supervision"), told($0))
                }
        }
        return (reviews + own).joined()
    }

    private func line(_ department: String, _ what: String, _ parts: [String]) -> String {
        let head = [StepWords.say(what, language), department].filter { !$0.isEmpty }
        return head.joined(separator: " ") + language.pick("：", ": ")
            + parts.joined(separator: " → ") + "\n"
    }

    private func told(_ review: ReviewView) -> [String] {
        var parts = [dated(review.request, language.pick("请求", "asked"))]
        if !review.isAdmitted { parts.append(language.pick("逾期，未受理", "late, not admitted")) }
        parts += review.hearings.map { dated($0, $0.details.word ?? "", until: $0.details.until) }
            .map { language.pick("听证 ", "hearing ") + $0 }
        if let decision = review.decision {
            parts.append(dated(decision, decision.details.word ?? ""))
        }
        if let service = review.service {
            parts.append(dated(service, language.pick("送达", "served")))
        }
        return parts
    }

    private func told(_ it: ExtensionView) -> [String] {
        let period = it.request.details.period?.words(language) ?? ""
        var parts = [dated(it.request, language.pick("申请 \(period)", "asked for \(period)"))]
        if let step = it.consent { parts.append(dated(step, language.pick("同意", "consented"))) }
        if let step = it.approval { parts.append(dated(step, language.pick("批准", "approved"))) }
        if let step = it.notice { parts.append(dated(step, language.pick("已告知", "told"))) }
        if !it.isInForce { parts.append(language.pick("未生效", "not in force")) }
        return parts
    }

    private func told(_ it: SupervisionView) -> [String] {
        var parts = [dated(it.opening, it.opening.details.word ?? "")]
        parts += it.answers.map { dated($0, language.pick("答复", "answered")) }
        if it.isAnswered { parts.append(language.pick("待审核", "to be examined")) }
        if let step = it.closing { parts.append(dated(step, language.pick("销号", "closed"))) }
        return parts
    }

    private func dated(_ step: TakenStep, _ word: String, until: CivilDate? = nil) -> String {
        let end = until.map { "…\($0)" } ?? ""
        let late = step.isLate ? language.pick("（逾期）", " (late)") : ""
        return "\(StepWords.say(word, language)) \(step.day)\(end)\(late)"
    }

    private func department(of assignment: AssignmentID) -> String {
        shown.assignments.first { $0.assignment.id == assignment }
            .map { name($0.assignment.department) } ?? assignment.description
    }

    private func name(of row: StepRow) -> String {
        switch row.taken?.name {
        case .step(let kind): kind.words(language)
        case .act(let verb): verb.words(language)
        case nil: row.name
        }
    }

    private func details(_ says: StepDetails) -> String {
        var parts = ([says.word].compactMap(\.self) + says.marks).map {
            StepWords.say($0, language)
        }
        if let until = says.until { parts.append(language.pick("至 \(until)", "until \(until)")) }
        if let at = says.at { parts.append(at.wallText) }
        if let period = says.period { parts.append(period.words(language)) }
        parts += [says.document, says.person, says.party.map(name), says.link?.description]
            .compactMap(
                \.self
            )
        return parts.joined(separator: "  ")
    }
}

extension StepRow {
    /// The step as the core knows it; `nil` for a name a newer daemon uses.
    var taken: TakenStep? {
        // Both the office and a unit may record a withdrawal; a unit's is on its assignment.
        let kind = StepKind(rawValue: name)
        let verb = ActVerb(rawValue: name)
        let isAct = kind.map { $0.concernsAssignment != (assignment != nil) } ?? true
        let step: TakenStep.Name? =
            (isAct ? verb.map { .act($0) } : nil) ?? kind.map { .step($0) }
        return step.map {
            TakenStep(
                name: $0,
                assignment: assignment,
                department: department,
                mark: mark,
                details: says,
                isLate: isLate
            )
        }
    }
}
