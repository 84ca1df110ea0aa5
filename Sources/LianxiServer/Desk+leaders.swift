import LianxiCore
import LianxiLedger
import LianxiWire

// Leaders' cases and visits.

extension Desk {
    /// Leaders see no case and no visit that touches a sealed matter, but those they have themselves.
    func cases(_ request: CasesRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            func isAsked(_ day: CivilDate, _ matters: [MatterID]) -> Bool {
                request.from <= day && day <= request.to
                    && request.matter.map(matters.contains) ?? true
                    && docket.mayRead(matters, as: asker.id)
            }
            let cases = docket.leaderCases.filter { isAsked($0.on, $0.matters) }
            let visits = docket.visits.filter { isAsked($0.on, $0.matters) }
            let shown = cases.suffix(WireLimits.rows).map { ($0, docket.numbers(of: $0.matters)) }
            let went = visits.suffix(WireLimits.rows).map { ($0, docket.numbers(of: $0.matters)) }
            let rate = CaseRate(of: cases, to: min(request.to, now.civilDate))
            return { () throws(StorageError) in
                var texts = Texts(desk: self)
                var caseRows: [CaseRow] = []
                for (it, numbers) in shown {
                    caseRows.append(
                        try await row(of: it, on: now.civilDate, numbers: numbers, &texts)
                    )
                }
                var visitRows: [VisitRow] = []
                for (it, numbers) in went {
                    let promise = try await texts.text(
                        it.promise,
                        "promise",
                        under: MatterID(same: it.visit)
                    )
                    visitRows.append(VisitRow(it, numbers: numbers, promise: promise))
                }
                return asker.answer(CasesReply(cases: caseRows, visits: visitRows, rate: rate))
            }
        }
    }

    private func row(
        of it: LeaderCase,
        on day: CivilDate,
        numbers: [String],
        _ texts: inout Texts
    ) async throws(StorageError) -> CaseRow {
        let name = MatterID(same: it.id)
        var goals: [String?] = []
        for goal in it.milestones {
            goals.append(try await texts.text(goal.text, "plan", under: name))
        }
        let ofGoals = Set(it.milestones.compactMap(\.text))
        var others: [CaseText] = []
        for note in it.notes.suffix(WireLimits.rows) where !ofGoals.contains(note.commitment) {
            guard let text = try await texts.text(note.commitment, note.field, under: name)
            else { continue }
            others.append(CaseText(field: note.field, text: text))
        }
        return CaseRow(it, on: day, numbers: numbers, goals: goals, texts: others)
    }
}

extension Docket {
    /// The office's own numbers of the matters, each by its first piece.
    fileprivate func numbers(of matters: [MatterID]) -> [String] {
        matters.map { matter($0)?.facts.piece.number ?? $0.description }
    }
}
