import LianxiCore

// What a unit signs about what it was handed.

extension ChargeBook {
    /// Only the lead answers the petitioner.
    private static let forTheLead: Set<ActVerb> = [
        .notify, .divert, .notAccept, .requestExtension, .approveExtension, .tellExtension, .opine,
        .agree, .serve, .withdraw, .execute,
    ]
    /// The most days a matter may be extended by.
    ///
    /// Art. 34.
    private static let longest = 30

    mutating func acted(_ it: Acted) -> [String] {
        let act = it.act.act
        guard let charge = charges[it.assignment], let matter = matters[charge.matter] else {
            return ["acts on nothing"]
        }
        guard act.verb != .handOver else { return [] }
        var faults: [String] = []
        func must(_ holds: Bool, _ what: String) {
            if !holds { faults.append("\(act.verb.rawValue) \(what)") }
        }
        must(act.department == charge.unit, "by a unit that does not have it")
        must(act.order == charge.order, "answers an older order")
        must(act.orderHash == charge.orderHash, "answers an order with other bytes")
        must(it.version == charge.version, "is about another version")
        must(!charge.isReleased, "by a unit that was released")
        must(!charge.recused.contains(act.officer), "by an officer who stands aside")
        must(charge.role == .lead || !Self.forTheLead.contains(act.verb), "by a unit that assists")
        must(!matter.isArchived, "on what is archived")
        if charge.isLive {
            must(!matter.isEnded, "on a matter that ended")
        } else {
            must(act.verb == .execute || act.verb == .answer, "on what is over")
        }
        if act.verb == .conclude, charge.role == .lead, matter.kind == .claim6 {
            must(!charge.owesService, "without the opinion's service")
        }
        faults += extended(act, charge)
        take(it, charge)
        return faults
    }

    private func extended(_ act: Act, _ charge: Charge) -> [String] {
        guard act.verb == .requestExtension || act.verb == .approveExtension else { return [] }
        let days = act.says.period?.count ?? 0
        var faults: [String] = []
        if charge.granted + days > Self.longest { faults.append("more than 30 days are added") }
        guard act.verb == .approveExtension else { return faults }
        if !isHead(act.officer, of: act.department) { faults.append("nobody's head approves") }
        if days > charge.asked ?? 0 { faults.append("more days are added than were asked for") }
        return faults
    }

    private mutating func take(_ it: Acted, _ charge: Charge) {
        let (act, id) = (it.act.act, it.assignment)
        switch act.verb {
        case .object: charges[id]?.stand = .objected
        case .divert, .notAccept: charges[id]?.isElsewhere = true
        case .conclude: charges[id]?.stand = .concluded
        case .withdraw:
            charges[id]?.stand = .ended
            matters[charge.matter]?.isEnded = true
            matters[charge.matter]?.isOver = true
        case .recuse:
            if let person = act.says.person.flatMap({ OfficerID($0) }) {
                charges[id]?.recused.insert(person)
            }
        case .opine: charges[id]?.owesService = true
        case .agree, .serve: charges[id]?.owesService = false
        case .requestExtension: charges[id]?.asked = act.says.period?.count
        case .approveExtension:
            // What was approved too late lengthens nothing.
            if !it.isLate { charges[id]?.granted += act.says.period?.count ?? 0 }
            charges[id]?.asked = nil
        default: break
        }
    }
}
