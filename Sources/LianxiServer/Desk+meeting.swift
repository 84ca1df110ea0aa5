import LianxiCore
import LianxiLedger
import LianxiWire

// The conference's own work: seats, meetings, tasks.

extension Desk {
    /// The texts are sealed here, under the meeting; the hash of minutes is that of the text given.
    func meeting(_ request: MeetingRequest, _ asker: Asker) throws(Failure) -> Reading {
        var step = request.step
        let item = try sealed(
            request.note,
            as: step.kind.form.field,
            under: MatterID(same: step.meeting)
        )
        step.says.notes = item.map { [$0.reference] } ?? []
        if step.kind == .draft || step.kind == .correct, let item {
            step.text = .sha256(of: item.payload)
        }
        if let mistake = step.mistake {
            let isNote = mistake == "says.note"
            throw .refused(
                isNote && item == nil ? .reasonMissing : .detailWrong,
                at: isNote ? "note" : mistake
            )
        }
        return asker.submitOne(.convene(step), sealing: item, by: request.officer)
    }

    func task(_ request: TaskRequest, _ asker: Asker) throws(Failure) -> Reading {
        var step = request.step
        let item = try sealed(
            request.note,
            as: step.kind.form.field,
            under: MatterID(same: step.task)
        )
        step.says.notes = item.map { [$0.reference] } ?? []
        return asker.submitOne(.task(step), sealing: item, by: request.officer)
    }

    func seat(_ request: SeatRequest, _ asker: Asker) -> Reading {
        asker.submitOne(
            Wish(.seat(request.seat), cause: asker.cause(officer: request.officer))
        )
    }

    func sealed(
        _ note: String?,
        as field: String,
        under name: MatterID
    ) throws(Failure) -> DossierItem? {
        guard let note, !note.isEmpty else { return nil }
        let item = try? DossierItem(
            matter: name,
            field: field,
            payload: Array(note.utf8),
            salt: randomness.bytes(WireLimits.saltBytes)
        )
        guard let item else { throw .refused(.malformed, at: "note") }
        return item
    }
}
