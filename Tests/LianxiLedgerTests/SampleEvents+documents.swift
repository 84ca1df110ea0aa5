import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// A step on a document; of the first matter, unless it is told to be of none.
    static func documented(
        _ move: DocumentMove,
        of matter: MatterID? = matter(1),
        _ subject: DocumentSubject? = nil,
        to recipient: PartyID?,
        clocks: [ClockStart] = [],
        settles: [DutyID] = [],
        voids: [DutyID] = [],
        by cause: Cause? = office
    ) -> SampleEntry {
        SampleEntry(
            event: .documented(
                Documented(
                    move: move,
                    matter: matter,
                    subject: subject,
                    ruleSet: rules.id,
                    recipient: recipient,
                    clocks: clocks,
                    settles: settles,
                    voids: voids
                )
            ),
            cause: cause
        )
    }

    private static let rectification = DocumentSubject(
        kind: .rectification,
        capacity: .conference,
        matters: [matter(1), matter(2)],
        assignment: assignment(1),
        unit: PartyID(fixed: "housing"),
        addressee: department,
        link: DocumentID(high: 0, low: 0x59),
        escalation: 41,
        form: filled(0x71)
    )

    /// A document that is issued, perhaps over a draft whose text was read.
    static func issued(_ document: DocumentID, read: Digest32? = nil) -> SampleEntry {
        documented(
            DocumentMove(
                .issued,
                document,
                number: DocumentNumber(
                    series: SeriesID(fixed: "conference"),
                    year: 2026,
                    serial: 7,
                    text: "青信联〔2026〕7号"
                ),
                text: filled(0x76),
                read: read,
                StepDetails(
                    notes: [DossierReference(field: "document", commitment: filled(0x73))]
                )
            ),
            rectification,
            to: department,
            clocks: [clock(.rectification, period: .workingDays(15))]
        )
    }

    /// Every step on a document, every act on one, and a clock that serves one.
    static func documents() throws -> [SampleEntry] {
        let document = DocumentID(high: 0, low: 0x5a)
        let subject = rectification
        let improvement = DocumentSubject(
            kind: .improvement,
            capacity: .bureau,
            matters: [matter(1)],
            addressee: department,
            cause: "staffing",
            form: filled(0x72)
        )
        let text = DossierReference(field: "document", commitment: filled(0x73))
        let reason = DossierReference(field: "reason", commitment: filled(0x74))
        return [
            documented(
                DocumentMove(
                    .drafted,
                    document,
                    subject: subject,
                    text: filled(0x75),
                    StepDetails(word: "serious-problems", period: .workingDays(15), notes: [text])
                ),
                subject,
                to: .leaders
            ),
            documented(
                DocumentMove(
                    .drafted,
                    document,
                    subject: improvement,
                    text: filled(0x75),
                    StepDetails(notes: [text])
                ),
                improvement,
                to: nil
            ),
            issued(document),
            documented(
                DocumentMove(
                    .refused,
                    document,
                    StepDetails(period: .workingDays(5), notes: [reason])
                ),
                to: department,
                clocks: [clock(.rectification, period: .workingDays(5))],
                settles: [.examination]
            ),
            documented(DocumentMove(.accepted, document), to: department, settles: [.examination]),
            documented(
                DocumentMove(.voided, document, StepDetails(notes: [reason])),
                to: department,
                voids: [.rectification]
            ),
        ] + (try acted(document))
    }

    /// A document that goes over to another unit.
    static let movedDocument: [SampleEntry] = {
        let document = DocumentID(high: 0, low: 0x5b)
        let subject = DocumentSubject(
            kind: .rectification,
            capacity: .conference,
            matters: [matter(1)],
            addressee: department,
            form: filled(0x71)
        )
        let says = StepDetails(on: date("2026-10-01"), party: PartyID(fixed: "housing"))
        return [
            documented(DocumentMove(.released, document, says), to: department, by: nil),
            documented(
                DocumentMove(
                    .rebound,
                    document,
                    number: DocumentNumber(
                        series: SeriesID(fixed: "conference"),
                        year: 2026,
                        serial: 8,
                        text: "青信联〔2026〕8号"
                    ),
                    text: filled(0x76),
                    says
                ),
                subject,
                to: department,
                clocks: [clock(.rectification, period: .workingDays(15))],
                by: nil
            ),
        ]
    }()

    /// A copy that is told of, and declared void.
    static let copiedDocument: [SampleEntry] = {
        let document = DocumentID(high: 0, low: 0x5c)
        let subject = DocumentSubject(
            kind: .circular,
            capacity: .conference,
            matters: [matter(1)],
            addressee: PartyID(fixed: "housing"),
            copies: [department, .leaders],
            form: filled(0x71)
        )
        let number = DocumentNumber(
            series: SeriesID(fixed: "conference"),
            year: 2026,
            serial: 9,
            text: "青信联〔2026〕9号"
        )
        return [
            documented(
                DocumentMove(.copied, document, number: number, text: filled(0x76)),
                subject,
                to: department
            ),
            documented(DocumentMove(.recalled, document), to: department),
        ]
    }()

    private static func acted(_ document: DocumentID) throws -> [SampleEntry] {
        let key = ClockKey(
            matter: matter(1),
            assignment: assignment(1),
            duty: .rectification,
            document: document
        )
        return [
            SampleEntry(
                event: .documentActed(
                    DocumentActed(
                        document: document,
                        act: try only(try signed([act(.signDocument)]))
                    )
                )
            ),
            SampleEntry(
                event: .documentActed(
                    DocumentActed(
                        document: document,
                        act: try only(try signed([act(.answerDocument)])),
                        clocks: [clock(.examination)],
                        settles: [.rectification],
                        isLate: true,
                        isSkewed: true
                    )
                )
            ),
            SampleEntry(
                event: .escalated(
                    Escalated(
                        clock: key,
                        owner: department,
                        step: 1,
                        action: .remind,
                        recipient: department,
                        post: OfficerID(fixed: "handler"),
                        policy: policy.id,
                        ruleSet: rules.id,
                        due: received,
                        isLate: false,
                        legal: date("2026-10-10")
                    )
                )
            ),
            SampleEntry(event: .redated(key, clock(.rectification, period: .workingDays(15)))),
        ]
    }
}
