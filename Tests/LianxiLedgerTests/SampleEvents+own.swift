import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// Every entry of a document of its own, which stands in no matter's chain.
    static func ownDocument() throws -> [SampleEntry] {
        let document = DocumentID(high: 0, low: 0x5d)
        let name = MatterID(same: document)
        func subject(_ references: [MatterID]) -> DocumentSubject {
            DocumentSubject(
                kind: .improvement,
                capacity: .bureau,
                matters: [],
                references: references,
                addressee: department,
                copies: [.leaders],
                cause: "staffing",
                form: filled(0x72)
            )
        }
        let text = DossierReference(field: "document", commitment: filled(0x77))
        let number = DocumentNumber(
            series: SeriesID(fixed: "proposals"),
            year: 2026,
            serial: 3,
            text: "青信建〔2026〕3号"
        )
        func step(
            _ move: DocumentMove,
            _ subject: DocumentSubject? = nil,
            to recipient: PartyID?,
            clocks: [ClockStart] = [],
            settles: [DutyID] = []
        ) -> SampleEntry {
            documented(move, of: nil, subject, to: recipient, clocks: clocks, settles: settles)
        }
        func drafted(_ references: [MatterID]) -> SampleEntry {
            let subject = subject(references)
            let says = StepDetails(period: .calendarDays(30), notes: [text])
            var entry = step(
                DocumentMove(.drafted, document, subject: subject, text: filled(0x78), says),
                subject,
                to: nil
            )
            entry.link = ChainLink(number: 1, previous: nil)
            return entry
        }
        let key = ClockKey(document: document, duty: .proposalFeedback)
        return [
            drafted([matter(1), matter(2)]),
            drafted([]),
            step(
                DocumentMove(
                    .issued,
                    document,
                    number: number,
                    text: filled(0x79),
                    StepDetails(notes: [text])
                ),
                subject([matter(1), matter(2)]),
                to: department,
                clocks: [clock(.proposalFeedback, period: .calendarDays(30))]
            ),
            step(
                DocumentMove(.copied, document, number: number, text: filled(0x79)),
                subject([matter(1), matter(2)]),
                to: .leaders
            ),
            step(DocumentMove(.accepted, document), to: department, settles: [.examination]),
            SampleEntry(
                event: .documentActed(
                    DocumentActed(
                        document: document,
                        act: try only(try signed([act(.answerDocument, of: name)])),
                        clocks: [clock(.examination)],
                        settles: [.proposalFeedback]
                    )
                )
            ),
            SampleEntry(
                event: .escalated(
                    Escalated(
                        clock: key,
                        owner: department,
                        step: 2,
                        action: .urge,
                        recipient: .office,
                        post: OfficerID(fixed: "section-head"),
                        policy: policy.id,
                        ruleSet: rules.id,
                        due: received,
                        isLate: false,
                        legal: date("2026-10-10")
                    )
                )
            ),
            SampleEntry(
                event: .redated(
                    key,
                    clock(.proposalFeedback, period: .calendarDays(30)),
                    to: department
                )
            ),
            SampleEntry(
                event: .looked(
                    Looked(into: .document(document), fields: [text], purpose: "document")
                ),
                cause: Cause(party: department, officer: nil, request: nil)
            ),
        ]
    }

    /// Shapes no entry above has: a copy that goes over, marks, and a change of some matters alone.
    static let rest: [SampleEntry] = {
        let document = DocumentID(high: 0, low: 0x5e)
        let subject = DocumentSubject(
            kind: .accountability,
            capacity: .bureau,
            matters: [matter(1)],
            addressee: PartyID(fixed: "discipline"),
            copies: [department],
            form: filled(0x73)
        )
        return [
            documented(
                DocumentMove(
                    .drafted,
                    document,
                    subject: subject,
                    text: filled(0x75),
                    StepDetails(
                        word: "delay",
                        marks: ["serious-consequences"],
                        notes: [DossierReference(field: "document", commitment: filled(0x77))]
                    )
                ),
                subject,
                to: nil,
                by: nil
            ),
            documented(
                DocumentMove(
                    .copied,
                    document,
                    number: DocumentNumber(
                        series: SeriesID(fixed: "proposals"),
                        year: 2026,
                        serial: 4,
                        text: "青信建〔2026〕4号"
                    ),
                    text: filled(0x76),
                    StepDetails(on: date("2026-10-01"), party: PartyID(fixed: "housing"))
                ),
                subject,
                to: department,
                by: nil
            ),
            SampleEntry(
                event: .reorganised(
                    Reorganised(
                        change: .split,
                        from: department,
                        to: PartyID(fixed: "housing"),
                        on: date("2026-10-01"),
                        document: "青编〔2026〕8号",
                        matters: [matter(1), matter(2)]
                    )
                ),
                cause: office
            ),
        ]
    }()
}
