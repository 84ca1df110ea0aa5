import LianxiCore
import LianxiLedger
import LianxiWire

// Duty rosters: adopting, changing, showing, and the sheet of a hand-over.

extension Desk {
    func adoptRoster(_ request: AdoptRosterRequest, _ asker: Asker) -> Reading {
        asker.submitOne(
            Wish(.adoptRoster(request.roster), cause: asker.cause(officer: request.officer))
        )
    }

    func changeRoster(_ request: ChangeRosterRequest, _ asker: Asker) -> Reading {
        asker.submitOne(
            Wish(.changeRoster(request.change), cause: asker.cause(officer: request.officer))
        )
    }

    func rosters(_ request: RostersRequest, _ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let rows: [RosterRow]?
            if let id = request.roster {
                rows = docket.roster(id).map { [RosterRow($0)] }
            } else {
                rows = docket.rosters.prefix(WireLimits.shownRosters).map { RosterRow(bare: $0) }
            }
            return { () throws(StorageError) in
                guard let rows else { return asker.refuse(.unknownRoster) }
                return asker.answer(RostersReply(rosters: rows))
            }
        }
    }

    func handOver(_ request: HandOverRequest, _ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let sheet = docket.handOverSheet(
                of: request.roster,
                at: request.at,
                days: request.days
            )
            return { () throws(StorageError) in
                guard let sheet else { return asker.refuse(.unknownRoster) }
                return asker.answer(HandOverReply(sheet: sheet))
            }
        }
    }
}
