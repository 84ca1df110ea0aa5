import LianxiCore
import LianxiLedger

/// Who was handed which matter, as what, and how far it is, by what the entries say.
struct ChargeBook {
    struct Matter {
        var kind: MatterClass
        let excluded: [PartyID]
        var isArchived = false
        /// The petitioner withdrew, or is no more.
        var isEnded = false
        /// Nothing is to be done about it: as the two above, and whatever was filed, merged or is final.
        var isOver = false
    }

    enum Stand { case open, objected, concluded, returned, ended }

    struct Charge {
        let matter: MatterID
        var unit: PartyID
        var role: AssignmentRole
        var order: UInt64
        var orderHash: Digest32
        var version = 1
        var stand = Stand.open
        /// Another procedure handles it, or it was not accepted.
        var isElsewhere = false
        var isReceived = false
        /// The former unit is released, and nobody has taken it on.
        var isReleased = false
        /// Nobody led the matter when it was handed out.
        var isWithoutLead = false
        var recused: Set<OfficerID> = []
        /// An opinion was issued that was neither served nor agreed upon.
        var owesService = false
        var asked: Int?
        var granted = 0

        var isLive: Bool { stand == .open || stand == .objected }
    }

    private struct Aside: Hashable {
        let id: AssignmentID
        let unit: PartyID
    }

    /// Who stood aside at the units that had an assignment before.
    private var aside: [Aside: Set<OfficerID>] = [:]
    var matters: [MatterID: Matter] = [:]
    var charges: [AssignmentID: Charge] = [:]
    private var members: [PartyID: Party] = [:]

    mutating func take(_ line: Books.Line, _ clocks: ClockBook, _ papers: PaperBook) -> [String] {
        switch line.event {
        case .partyEnrolled(let party): members[party.id] = party
        case .registered(let it):
            matters[it.facts.matter] = Matter(
                kind: it.facts.matterClass,
                excluded: it.reception.excluded
            )
        case .dispatched(let it): return dispatched(it, line)
        case .received(let it): return received(it)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            return acted(it)
        case .objectionDecided(let it): return decided(it, line, clocks)
        case .stepped(let it): return stepped(it, line)
        case .escalated(let it): return told(it)
        case .looked(let it):
            guard let party = line.entry.cause?.party, members[party]?.kind == .department,
                let matter = it.chain.matter, matters[matter] != nil
            else { break }
            return holds(party, matter) || papers.holds(party, matter)
                ? [] : ["lets \(party) look into what it does not have"]
        default: break
        }
        return []
    }

    /// The matter reports somebody, so that not all may know of it.
    func isSealed(_ matter: MatterID) -> Bool {
        matters[matter].map { $0.kind == .informant || !$0.excluded.isEmpty } ?? false
    }

    func holds(_ party: PartyID, _ matter: MatterID) -> Bool {
        charges.values.contains {
            $0.matter == matter && $0.unit == party && $0.stand != .returned
        }
    }

    func isHead(_ officer: OfficerID, of party: PartyID) -> Bool {
        members[party]?.actKeys.contains { $0.officer == officer && $0.isHead } ?? false
    }

    func isRecused(_ officer: OfficerID, of party: PartyID, from matter: MatterID) -> Bool {
        charges.values.contains {
            $0.matter == matter && $0.unit == party && $0.recused.contains(officer)
        }
    }

    /// The matter reports the party, or is a report that it may not be handed.
    func isKept(_ party: PartyID, from matter: MatterID) -> Bool {
        guard let it = matters[matter] else { return false }
        return it.excluded.contains(party)
            || it.kind == .informant && members[party]?.handlesReports != true
    }

    private func live(_ matter: MatterID) -> [Charge] {
        charges.values.filter { $0.matter == matter && $0.isLive }
    }

    // MARK: Handing out

    private mutating func dispatched(_ it: Dispatched, _ line: Books.Line) -> [String] {
        let assignment = it.assignment
        let others = live(assignment.matter)
        let isLed = others.contains { $0.role == .lead }
        var faults: [String] = []
        if isKept(assignment.department, from: assignment.matter) {
            faults.append("hands \(assignment.department) what it is kept from")
        }
        if others.contains(where: { $0.unit == assignment.department }) {
            faults.append("hands \(assignment.department) the same matter twice")
        }
        if isLed, assignment.role == .lead { faults.append("hands the lead to a second unit") }
        if matters[assignment.matter]?.isArchived == true {
            faults.append("hands out what is archived")
        }
        if assignment.role == .lead {
            for id in charges.keys where charges[id]?.matter == assignment.matter {
                charges[id]?.isWithoutLead = false
            }
        }
        charges[assignment.id] = Charge(
            matter: assignment.matter,
            unit: assignment.department,
            role: assignment.role,
            order: line.index,
            orderHash: line.hash,
            isWithoutLead: assignment.role == .assisting && !isLed
        )
        return faults
    }

    private mutating func received(_ it: Received) -> [String] {
        guard let charge = charges[it.assignment] else { return ["receives what was never sent"] }
        var faults: [String] = []
        if charge.isReceived { faults.append("receives an order twice") }
        if charge.unit != it.department { faults.append("receives what another was handed") }
        if charge.isWithoutLead { faults.append("a unit assists where nobody leads") }
        charges[it.assignment]?.isReceived = true
        return faults
    }

    private func told(_ it: Escalated) -> [String] {
        guard let matter = it.clock.chain?.matter, matters[matter] != nil else { return [] }
        var faults: [String] = []
        if matters[matter]?.excluded.contains(it.recipient) == true {
            faults.append("tells \(it.recipient), whom the matter reports")
        }
        for holder in it.holders where isRecused(holder.person.id, of: it.recipient, from: matter) {
            faults.append("tells \(holder.person.id), who stands aside")
        }
        return faults
    }

    // MARK: What the office decides

    private mutating func decided(
        _ it: ObjectionDecided,
        _ line: Books.Line,
        _ clocks: ClockBook
    ) -> [String] {
        guard let charge = charges[it.assignment] else { return ["decides about nothing"] }
        var faults: [String] = []
        if charge.stand != .objected { faults.append("decides what nobody objected to") }
        if it.version != charge.version + 1 { faults.append("decides about another version") }
        move(it.assignment, to: it.isUpheld ? .returned : .open, by: line, it.version)
        let isLed = charges.values.contains {
            $0.matter == charge.matter && $0.role == .lead && $0.stand != .returned
        }
        if it.isUpheld, !isLed, !clocks.runs(.redispatch, of: charge.matter) {
            faults.append("returns the matter, and nobody owes a new dispatch")
        }
        return faults
    }

    private mutating func move(
        _ id: AssignmentID,
        to stand: Stand,
        by line: Books.Line,
        _ version: Int
    ) {
        charges[id]?.stand = stand
        charges[id]?.order = line.index
        charges[id]?.orderHash = line.hash
        charges[id]?.version = version
    }

    private mutating func stepped(_ it: Stepped, _ line: Books.Line) -> [String] {
        let (matter, id) = (it.step.matter, it.step.assignment)
        var faults: [String] = []
        if matters[matter]?.isArchived == true { faults.append("a step on what is archived") }
        switch it.step.kind {
        case .dispose, .merge, .withdraw, .end, .archive, .lapse: matters[matter]?.isOver = true
        case .decideReview where it.step.details.word != "quashed":
            matters[matter]?.isOver = true
        case .admitReview, .requestReview: matters[matter]?.isOver = false
        default: break
        }
        if let version = it.version, let id {
            if version != (charges[id]?.version ?? 0) + 1 {
                faults.append("makes version \(version) of another than the last")
            }
            let stand = it.step.kind == .rebind ? charges[id]?.stand ?? .open : .open
            move(id, to: stand, by: line, version)
        }
        switch it.step.kind {
        case .reclassify:
            if let kind = it.step.details.word.flatMap(MatterClass.init) {
                matters[matter]?.kind = kind
            }
        case .decideDispute: if let id { charges[id]?.role = .lead }
        case .discharge: if let id { charges[id]?.stand = .ended }
        case .withdraw, .end: matters[matter]?.isEnded = true
        case .archive:
            matters[matter]?.isArchived = true
            if !live(matter).allSatisfy(\.isElsewhere) {
                faults.append("archives what a unit is at work on")
            }
        case .release: if let id { charges[id]?.isReleased = true }
        case .rebind:
            guard let id, let unit = it.handed?.assignment.department else { break }
            // Names are a unit's own: whoever stood aside at the former one means nobody here.
            if let former = charges[id] { aside[Aside(id: id, unit: former.unit)] = former.recused }
            charges[id]?.recused = aside[Aside(id: id, unit: unit)] ?? []
            charges[id]?.unit = unit
            charges[id]?.isReleased = false
            if isKept(unit, from: matter) {
                faults.append("passes on to \(unit) what it is kept from")
            }
        default: break
        }
        return faults
    }
}
