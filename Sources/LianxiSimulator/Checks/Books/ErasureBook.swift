import LianxiCore
import LianxiLedger

/// Dossiers that are to be destroyed: who asked, who confirmed, and that nothing is opened or added afterwards.
struct ErasureBook {
    private struct Order {
        let index: UInt64
        let at: Timestamp
        let officer: OfficerID?
    }

    /// How long an order waits for another officer, in days.
    private static let longest: Int64 = 30

    private var asked: [MatterID: Order] = [:]
    private var erased: Set<MatterID> = []

    mutating func take(_ line: Books.Line, _ charges: ChargeBook) -> [String] {
        switch line.event {
        case .erasureAsked(let it):
            let matter = it.order.matter
            asked[matter] = Order(
                index: line.index,
                at: line.at,
                officer: line.entry.cause?.officer
            )
            var faults = used(matter)
            if charges.matters[matter]?.isArchived != true {
                faults.append("asks to destroy what is not archived")
            }
            if it.signed == nil { faults.append("asks to destroy, and nobody signed") }
            return faults
        case .erased(let it): return erase(it, line)
        case .looked(let it): return it.chain.matter.map(used) ?? []
        case .joined(let matter, _), .attached(let matter, _): return used(matter)
        case .dispatched(let it): return used(it.assignment.matter)
        case .stepped(let it): return used(it.step.matter)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            return used(it.act.act.matter)
        default: return []
        }
    }

    private func used(_ matter: MatterID) -> [String] {
        erased.contains(matter) ? ["opens or adds to a dossier that was destroyed"] : []
    }

    private mutating func erase(_ it: Erased, _ line: Books.Line) -> [String] {
        let matter = it.order.matter
        guard let order = asked[matter] else { return ["destroys what nobody asked for"] }
        var faults: [String] = []
        if !erased.insert(matter).inserted { faults.append("destroys a dossier twice") }
        if it.asked != order.index { faults.append("destroys by an older order") }
        let officer = line.entry.cause?.officer
        if officer == nil || officer == order.officer {
            faults.append("one officer alone destroys a dossier")
        }
        if it.signed == nil { faults.append("destroys, and no second officer signed") }
        if line.at.milliseconds - order.at.milliseconds >= Self.longest * 86_400_000 {
            faults.append("destroys by an order that waited too long")
        }
        if it.fields.isEmpty { faults.append("destroys an empty dossier") }
        return faults
    }
}
