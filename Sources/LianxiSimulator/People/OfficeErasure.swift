import LianxiCore
import LianxiLedger
import LianxiWire

// Dossiers of archived matters that are to be destroyed: one officer asks, another confirms.

/// What the office does next about a dossier; what is wrong must be refused.
struct OfficeErasure {
    /// What is asked for, and whether it is wrong.
    enum Move {
        case file([StepRequest])
        case ask(AskErasureRequest, isWrong: Bool)
        case confirm(EraseRequest, isWrong: Bool)
        case look(LookRequest)
    }

    let world: World
    let lot: Lot
    let now: Timestamp

    func move(_ matters: [MatterRecord]) -> Move? {
        if lot.happens(100), let open = lot.pick(from: matters.filter({ $0.stage == .open })) {
            return ask(open.facts.matter, isWrong: true)
        }
        let archived = matters.filter { $0.stage == .archived }
        let asked = archived.filter { $0.erasure != nil }
        let preferred = !asked.isEmpty && lot.happens(700) ? asked : archived
        guard let matter = lot.pick(from: preferred), !lot.happens(150) else {
            return file(matters)
        }
        let id = matter.facts.matter
        guard let erasure = matter.erasure, !lot.happens(100) else { return ask(id) }
        guard erasure.done == nil else {
            return .look(LookRequest(matter: id, fields: [], purpose: "registration"))
        }
        return confirm(id, erasure)
    }

    /// A matter that nobody was handed is filed and archived.
    private func file(_ matters: [MatterRecord]) -> Move? {
        let idle = matters.filter { $0.stage == .open && $0.assignments.isEmpty }
        guard let matter = lot.pick(from: idle)?.facts.matter else { return nil }
        func step(_ kind: StepKind, _ word: Disposition?) -> StepRequest {
            StepRequest(
                officer: ConferenceKeys.clerk,
                kind: kind,
                matter: matter,
                says: StepDetails(word: word?.rawValue),
                note: word == nil ? nil : "存档备查"
            )
        }
        return .file([step(.dispose, .filed), step(.archive, nil)])
    }

    private func ask(_ matter: MatterID, isWrong: Bool = false) -> Move? {
        guard let ground = lot.pick(from: ErasureOrder.Ground.allCases) else { return nil }
        let officer = lot.happens(500) ? ConferenceKeys.clerk : ConferenceKeys.head
        let order = ErasureOrder(matter: matter, ground: ground, document: "销1号")
        return .ask(
            AskErasureRequest(
                officer: officer,
                order: order,
                signed: signed(.asksErasure(order), by: officer)
            ),
            isWrong: isWrong
        )
    }

    /// By the other officer; or by the same, for another entry, or with the first one's key in the other's name.
    private func confirm(_ matter: MatterID, _ erasure: ErasureRecord) -> Move? {
        guard let first = erasure.asked.officer else { return nil }
        let other = first == ConferenceKeys.clerk ? ConferenceKeys.head : ConferenceKeys.clerk
        let (asked, kind) = (erasure.asked.index, lot.pick(0...5))
        let officer = kind == 0 ? first : other
        let signer = kind <= 1 ? first : other
        let entry = kind == 2 ? asked - 1 : asked
        let word = OfficeStatement.Word.approves(
            entry: entry,
            hash: world.inspector.hash(of: entry)
        )
        let request = EraseRequest(
            officer: officer,
            matter: matter,
            asked: asked,
            signed: signed(word, by: officer, with: signer)
        )
        return .confirm(request, isWrong: kind <= 2)
    }

    private func signed(
        _ word: OfficeStatement.Word,
        by officer: OfficerID,
        with signer: OfficerID? = nil
    ) -> SignedBy {
        let key = world.keys.act(.office, signer ?? officer)
        return world.keys.signed(word, by: officer, at: now, with: key)
    }
}
