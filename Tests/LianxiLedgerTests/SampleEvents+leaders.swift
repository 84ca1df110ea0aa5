import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// What leaders take on: cases and visits.
    static var leaders: [SampleEntry] {
        [
            SampleEntry(
                event: .led(
                    Led(
                        step: CaseStep(
                            .take,
                            of: LeaderCaseID(high: 5, low: 1),
                            StepDetails(
                                on: date("2026-10-01"),
                                document: "武信包〔2026〕1号",
                                person: "李副区长",
                                party: .leaders,
                                notes: [
                                    DossierReference(field: "plan", commitment: filled(0x44))
                                ]
                            ),
                            matters: [matter(1)],
                            group: [department],
                            visit: VisitID(high: 6, low: 1)
                        ),
                        recipient: .leaders
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .led(
                    Led(
                        step: CaseStep(.reach, of: LeaderCaseID(high: 5, low: 1), number: 2),
                        recipient: .leaders
                    )
                ),
                cause: office
            ),
            SampleEntry(
                event: .visited(
                    Visited(
                        visit: VisitID(high: 6, low: 1),
                        kind: .onSite,
                        person: "李副区长",
                        party: .leaders,
                        on: date("2026-10-01"),
                        place: "永定街道",
                        matters: [matter(1)],
                        promise: filled(0x55)
                    )
                ),
                cause: office
            ),
        ]
    }
}
