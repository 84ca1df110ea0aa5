import LianxiCore
import LianxiLedger

extension PaperConference {
    /// Drafts a document of its own to the unit, and issues it under the next number.
    mutating func issue(
        _ kind: DocumentKind,
        to unit: PartyID,
        within period: Period,
        restingOn references: [MatterID] = []
    ) throws -> DocumentID {
        let id = DocumentID(high: 3, low: draw())
        let text = Digest32.sha256(of: Array("\(id)".utf8))
        let notes = [DossierReference(field: kind.field, commitment: text)]
        let subject = DocumentSubject(
            kind: kind,
            capacity: kind.capacities[0],
            matters: [],
            references: references,
            addressee: unit,
            form: text
        )
        try move(
            DocumentMove(
                .drafted,
                id,
                subject: subject,
                text: text,
                StepDetails(period: period, notes: notes)
            )
        )
        let series = SeriesID(fixed: "proposals")
        let serial = docket.nextSerial(of: series, year: now.civilDate.year)
        try move(
            DocumentMove(
                .issued,
                id,
                number: DocumentNumber(
                    series: series,
                    year: now.civilDate.year,
                    serial: serial,
                    text: "建〔\(now.civilDate.year)〕\(serial)号"
                ),
                text: text,
                StepDetails(notes: notes)
            )
        )
        return id
    }
}
