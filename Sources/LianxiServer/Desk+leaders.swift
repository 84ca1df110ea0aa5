import LianxiCore
import LianxiLedger
import LianxiWire

// Leaders' cases and visits.

extension Desk {
    func lead(_ request: LeadRequest, _ asker: Asker) throws(Failure) -> Reading {
        var step = request.step
        let item = try sealed(
            request.note,
            as: step.kind.form.field,
            under: MatterID(same: step.id)
        )
        step.says.notes = item.map { [$0.reference] } ?? []
        return asker.submitOne(.lead(step), sealing: item, by: request.officer)
    }

    func visit(_ request: VisitRequest, _ asker: Asker) throws(Failure) -> Reading {
        let visit = request.visit
        let item = try sealed(request.note, as: "promise", under: MatterID(same: visit.visit))
        return asker.submitOne(
            .visit(visit.promising(item?.commitment)),
            sealing: item,
            by: request.officer
        )
    }

    /// Leaders see no case and no visit that touches a sealed matter, but those they have themselves.
    func cases(_ request: CasesRequest, _ asker: Asker) -> Reading {
        let span = (request.from, request.to)
        return asker.question { docket, now in
            let cases = docket.leaderCases.filter {
                span.0 <= $0.on && $0.on <= span.1 && docket.mayRead($0.matters, as: asker.id)
            }
            let visits = docket.visits.filter {
                span.0 <= $0.on && $0.on <= span.1 && docket.mayRead($0.matters, as: asker.id)
            }
            let reply = CasesReply(
                cases: cases.suffix(WireLimits.rows).map { CaseRow($0, on: now.civilDate) },
                visits: visits.suffix(WireLimits.rows).map { $0.promising(nil) },
                rate: CaseRate(of: cases, to: min(span.1, now.civilDate))
            )
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }
}
