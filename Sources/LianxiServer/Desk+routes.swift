import LianxiCore
import LianxiLedger
import LianxiWire

// The dispatch catalogue: adopting it, asking it, and how well it did.

extension Desk {
    func propose(_ request: ProposeRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            let proposal: RouteProposal?
            var urgency: UrgencyProposal?
            var isKnown = true
            switch request.about {
            case .matter(let id):
                let matter = docket.matter(id)
                isKnown = matter != nil
                urgency = matter.flatMap {
                    configuration.urgency.proposal(for: $0, calendar: docket.calendar)
                }
                proposal = docket.proposal(for: id, at: now)
            case .question(let question): proposal = docket.proposal(for: question, at: now)
            }
            let reply = ProposeReply(proposal: proposal, urgency: urgency)
            return { [isKnown] () throws(StorageError) in
                isKnown ? asker.answer(reply) : asker.refuse(.unknownMatter)
            }
        }
    }

    func routes(_ request: RoutesRequest, _ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let book = docket.routes
            let reply = RoutesReply(
                routes: book?.value,
                adopted: book?.adoption,
                unknown: book.map { docket.unknownUnits(of: $0.value) } ?? [],
                tallies: request.from <= request.through
                    ? docket.routeStatistics(from: request.from, through: request.through) : []
            )
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }
}
