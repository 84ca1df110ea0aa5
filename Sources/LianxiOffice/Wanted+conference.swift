import LianxiCore
import LianxiLedger
package import LianxiWire

// The conference's own work: meetings, tasks, seats, leaders' cases and visits.

extension MeetingRequest: OfficerRequest {
    /// The hash of minutes is that of the text given.
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        var step = step
        let name = MatterID(same: step.meeting)
        let item = try seal(note, in: &step.says, as: step.kind.form.field, under: name, salts)
        if step.kind == .draft || step.kind == .correct, let item {
            step.text = .sha256(of: item.payload)
        }
        if let mistake = step.mistake {
            let isNote = mistake == "says.note"
            throw DeskRefusal(
                isNote && item == nil ? .reasonMissing : .detailWrong,
                at: isNote ? "note" : mistake
            )
        }
        return [Wanted(.convene(step), sealing: item)]
    }
}

extension TaskRequest: OfficerRequest {
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        var step = step
        let name = MatterID(same: step.task)
        let item = try seal(note, in: &step.says, as: step.kind.form.field, under: name, salts)
        return [Wanted(.task(step), sealing: item)]
    }
}

extension SeatRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.seat(seat))] }
}

extension LeadRequest: OfficerRequest {
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        var step = step
        let name = MatterID(same: step.id)
        let item = try seal(note, in: &step.says, as: step.kind.form.field, under: name, salts)
        return [Wanted(.lead(step), sealing: item)]
    }
}

extension VisitRequest: OfficerRequest {
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        let item = try sealed(note, as: "promise", under: MatterID(same: visit.visit), salts)
        return [Wanted(.visit(visit.promising(item?.commitment)), sealing: item)]
    }
}

/// The text under what it belongs to, with its commitment in what is said.
private func seal(
    _ note: String?,
    in says: inout StepDetails,
    as field: String,
    under name: MatterID,
    _ salts: Salts
) throws(DeskRefusal) -> DossierItem? {
    let item = try sealed(note, as: field, under: name, salts)
    says.notes = item.map { [$0.reference] } ?? []
    return item
}

/// The text under what it belongs to; an empty one is none.
private func sealed(
    _ note: String?,
    as field: String,
    under name: MatterID,
    _ salts: Salts
) throws(DeskRefusal) -> DossierItem? {
    guard let note, !note.isEmpty else { return nil }
    return try DossierItem(note, of: name, field, salts.salt(), at: "note")
}
