import LianxiCore
import LianxiLedger
import LianxiWire

// Steps of the office, and organisational change.

extension Desk {
    /// The form is checked here, where the member that is wrong can be named.
    func step(_ request: StepRequest, _ asker: Asker) throws(Failure) -> Reading {
        let form = request.kind.form
        var details = request.says
        var items: [DossierItem] = []
        if let note = request.note {
            let item = try? DossierItem(
                matter: request.matter,
                field: form.field,
                payload: Array(note.utf8),
                salt: randomness.bytes(WireLimits.saltBytes)
            )
            guard let item else { throw .refused(.malformed, at: "note") }
            items = [item]
            details.notes = [item.reference]
        }
        if let member = form.mistake(in: details) {
            throw .refused(refusal(of: member, in: details, form))
        }
        let step = Step(
            request.kind,
            of: request.matter,
            assignment: request.assignment,
            version: request.version,
            details
        )
        return asker.submitOne(
            Wish(.step(step), items: items, cause: asker.cause(officer: request.officer))
        )
    }

    func reorganise(_ request: ReorganiseRequest, _ asker: Asker) -> Reading {
        asker.submitOne(
            Wish(.reorganise(request.change), cause: asker.cause(officer: request.officer))
        )
    }

    private func refusal(
        of member: StepForm.Member,
        in details: StepDetails,
        _ form: StepForm
    ) -> DeskRefusal {
        let isNote = member == .note
        let code: Refusal = isNote && details.notes.isEmpty ? .reasonMissing : .detailWrong
        return DeskRefusal(
            code,
            message: "expected \(form.expectation(of: member))",
            at: isNote ? "note" : "says.\(member.rawValue)"
        )
    }
}
