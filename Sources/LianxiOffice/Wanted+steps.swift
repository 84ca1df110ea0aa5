package import LianxiCore
package import LianxiLedger
package import LianxiWire

// Steps of the office, organisational change, documents.

extension StepRequest: OfficerRequest {
    /// The form is checked here, where the member that is wrong can be named.
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        let form = kind.form
        var details = says
        let item = try DossierItem(note, of: matter, form.field, salts.salt(), at: "note")
        if let item { details.notes = [item.reference] }
        if let member = form.mistake(in: details) { throw refusal(of: member, in: details) }
        let step = Step(kind, of: matter, assignment: assignment, version: version, details)
        return [Wanted(.step(step), sealing: item)]
    }

    private func refusal(of member: StepForm.Member, in details: StepDetails) -> DeskRefusal {
        let isNote = member == .note
        let code: Refusal = isNote && details.notes.isEmpty ? .reasonMissing : .detailWrong
        return DeskRefusal(
            code,
            message: "expected \(kind.form.expectation(of: member))",
            at: isNote ? "note" : "says.\(member.rawValue)"
        )
    }
}

extension ReorganiseRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.reorganise(change))] }
}

extension DraftDocumentRequest: OfficerRequest {
    /// What the document will be about and say by its form; the text is the daemon's to make.
    package func wanted(_ salts: Salts) -> [Wanted] {
        [
            Wanted(
                .document(
                    DocumentMove(.drafted, document, subject: subject(form: .emptyRoot), says)
                )
            )
        ]
    }

    package var chain: ChainID { ChainID(of: document, on: matters.first) }

    /// What it is about, with the hash of the form it is filled in.
    package func subject(form: Digest32) -> DocumentSubject {
        DocumentSubject(
            kind: kind,
            capacity: capacity,
            matters: matters,
            references: references,
            assignment: assignment,
            unit: unit,
            addressee: addressee,
            copies: copies,
            link: link,
            cause: cause,
            escalation: escalation,
            form: form
        )
    }
}

extension DocumentStepRequest: OfficerRequest {
    package func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted] {
        if step == .issued {
            return [Wanted(.document(DocumentMove(.issued, document, read: read)))]
        }
        let item = try reason(of: ChainID(of: document, on: matter), salts)
        return [Wanted(command(with: item), sealing: item)]
    }

    /// The reasons as an item of the dossier the document is kept in; `nil` where none are given.
    package func reason(of chain: ChainID, _ salts: Salts) throws(DeskRefusal) -> DossierItem? {
        let field = step.form(of: .supervision).field
        return try DossierItem(reason, of: chain.name, field, salts.salt(), at: "reason")
    }

    package func command(with reason: DossierItem?) -> Command {
        let says = StepDetails(period: period, notes: reason.map { [$0.reference] } ?? [])
        return .document(DocumentMove(step, document, says))
    }
}
