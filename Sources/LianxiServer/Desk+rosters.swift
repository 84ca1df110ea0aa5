import LianxiCore
import LianxiLedger
import LianxiWire

// Duty rosters: adopting, changing, showing, and the sheet of a hand-over.

extension Desk {
    func changeRoster(_ request: ChangeRosterRequest, _ asker: Asker) -> Reading {
        let origin = configuration.origin
        let wish = Wish(cause: asker.cause(officer: request.officer)) { docket throws(Refusal) in
            try docket.checkKey(of: request.change, by: request.officer, origin: origin)
            return Request(.changeRoster(request.change))
        }
        return asker.submitOne(wish)
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

    func due(_ request: DueRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            let lines = docket.due(
                by: request.by,
                of: request.owner,
                readBy: request.officer
            )
            let reply = DueReply(lines, on: now.civilDate)
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }
}

extension Docket {
    /// A sheet signed with a key is signed with the one enrolled for the officer named.
    fileprivate borrowing func checkKey(
        of change: RosterChange,
        by officer: OfficerID,
        origin: String
    ) throws(Refusal) {
        guard case .handOver(let it) = change.kind, let signed = it.signed else { return }
        guard let roster = roster(change.roster)?.roster else { throw .unknownRoster }
        guard let party = party(roster.party)?.party else { throw .unknownKey }
        try party.verify(signed, .handsOver(it, of: roster.id), by: officer, origin: origin)
    }
}
