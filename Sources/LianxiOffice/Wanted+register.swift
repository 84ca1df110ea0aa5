package import LianxiCore
package import LianxiLedger
package import LianxiWire

// Registering, joining, handing out, answering objections.

extension RegisterRequest: OfficerRequest {
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        var wanted: [Wanted] = []
        for (place, draft) in matters.enumerated() {
            let items = try draft.piece.items(
                of: draft.matter,
                salts,
                element: place,
                at: "matters[\(place)]"
            )
            let facts = MatterFacts(
                matter: draft.matter,
                matterClass: draft.matterClass,
                purpose: draft.purpose,
                subject: draft.subject,
                place: draft.place,
                isUrgent: draft.isUrgent,
                piece: draft.piece.piece(with: items)
            )
            wanted.append(Wanted(.register(facts, draft.reception), items: items))
        }
        return wanted
    }
}

extension JoinRequest: OfficerRequest {
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        let items = try piece.items(of: matter, salts, element: 0, at: "piece")
        return [Wanted(.join(matter, piece.piece(with: items)), items: items)]
    }
}

extension DispatchRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] {
        orders.map { order in
            Wanted(
                .dispatch(
                    matter: order.matter,
                    kind: order.kind,
                    feedbackPeriod: order.period,
                    recipients: order.recipients
                )
            )
        }
    }
}

extension DecideObjectionRequest: OfficerRequest {
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        guard let matter else {
            guard reason == nil else { throw DeskRefusal(.malformed, at: "matter") }
            return [Wanted(command(with: nil))]
        }
        let item = try reason(of: matter, salts)
        return [Wanted(command(with: item), sealing: item)]
    }

    /// The reasons as an item of the matter's dossier; `nil` where none are given.
    package func reason(of matter: MatterID, _ salts: Salts) throws(DeskRefusal) -> DossierItem? {
        try DossierItem(reason, of: matter, "reason", salts.salt(), at: "reason")
    }

    package func command(with reason: DossierItem?) -> Command {
        .decideObjection(
            assignment: assignment,
            version: version,
            isUpheld: isUpheld,
            note: reason?.commitment
        )
    }
}

extension PieceDraft {
    /// The piece's texts as dossier items, each with a salt of its own.
    fileprivate func items(
        of matter: MatterID,
        _ salts: Salts,
        element: Int,
        at path: String
    ) throws(DeskRefusal) -> [DossierItem] {
        var items: [DossierItem] = []
        for (place, entry) in dossier.enumerated() {
            let item = try DossierItem(
                entry.text,
                of: matter,
                entry.field,
                salts.salt(element: element, place: place),
                at: "\(path).dossier.\(entry.field)"
            )
            if let item { items.append(item) }
        }
        return items
    }

    /// The piece as the ledger will say it: commitments in the place of texts.
    fileprivate func piece(with items: [DossierItem]) -> Piece {
        Piece(
            number: number,
            channel: channel,
            receivedAt: receivedAt,
            persons: persons,
            dossier: items.map(\.reference)
        )
    }
}

extension DossierItem {
    /// A text as an item; `nil` where there is no text.
    ///
    /// - Throws: `malformed` with the path, for a text that is too long.
    init?(
        _ text: String?,
        of matter: MatterID,
        _ field: String,
        _ salt: [UInt8],
        at path: String
    ) throws(DeskRefusal) {
        guard let text else { return nil }
        guard
            let item = try? Self(
                matter: matter,
                field: field,
                payload: Array(text.utf8),
                salt: salt
            )
        else { throw DeskRefusal(.malformed, at: path) }
        self = item
    }
}
