import LianxiCore
import LianxiLedger

extension SampleEvents {
    static let roster = RosterID(fixed: "office")
    private static let wang = Person(id: OfficerID(fixed: "wang"), name: "王某")
    private static let li = Person(id: OfficerID(fixed: "li"), name: "李某")

    /// A roster, and every change to one.
    static var rosters: [SampleEntry] {
        let changes: [RosterChange.Kind] = [
            .override(override(.add(wang))), .override(override(.remove(li.id))),
            .override(override(.replace(li.id, by: wang))),
            .override(override(.add(wang), event: filled(0x55))), .withdraw(event: filled(0x55)),
            .offer(
                ShiftSwap(
                    officer: wang.id,
                    other: li.id,
                    mine: stretch("2026-12-01"),
                    theirs: stretch("2026-12-02")
                )
            ),
            .consent(offer: 41),
            .handOver(
                HandOverSignature(
                    side: .outgoing,
                    at: Timestamp(date("2026-12-01"), hour: 9),
                    sheet: filled(0x77),
                    size: 40
                )
            ),
        ]
        return [
            SampleEntry(
                event: .rosterAdopted(
                    Roster(
                        id: roster,
                        party: .office,
                        name: "联席办值班表",
                        layers: [
                            RosterLayer(
                                id: RosterLayerID(fixed: "new-year"),
                                rotation: Rotation(.days, hour: 9),
                                from: date("2027-01-01"),
                                until: date("2027-01-03"),
                                turns: [[wang, li], [li]]
                            ),
                            RosterLayer(
                                id: RosterLayerID(fixed: "nights"),
                                rotation: Rotation(.weeks, length: 2, hour: 18),
                                from: date("2026-11-02"),
                                days: .working,
                                hours: DutyHours(from: 18, until: 8),
                                turns: [[wang]]
                            ),
                        ]
                    )
                )
            )
        ]
            + changes.map {
                SampleEntry(
                    event: .rosterChanged(RosterChange(roster: roster, kind: $0)),
                    cause: office
                )
            }
    }

    /// A sheet signed with the officer's own key.
    static let signedSheet = SampleEntry(
        event: .rosterChanged(
            RosterChange(
                roster: roster,
                kind: .handOver(
                    HandOverSignature(
                        side: .incoming,
                        at: Timestamp(date("2026-12-01"), hour: 9),
                        sheet: filled(0x77),
                        size: 41,
                        signed: OfficerSignature(
                            at: Timestamp(date("2026-12-01"), hour: 9),
                            signature: String(repeating: "A", count: 91) + "="
                        )
                    )
                )
            )
        ),
        cause: office
    )

    private static func override(
        _ change: RosterOverride.Change,
        event: Digest32? = nil
    ) -> RosterOverride {
        RosterOverride(
            change: change,
            from: Timestamp(date("2026-12-01"), hour: 9),
            until: Timestamp(date("2026-12-02"), hour: 9),
            reason: "出差",
            event: event
        )
    }

    private static func stretch(_ day: String) -> ShiftSwap.Stretch {
        ShiftSwap.Stretch(
            from: Timestamp(date(day), hour: 9),
            until: Timestamp(date(day).adding(days: 1), hour: 9)
        )
    }
}

extension SampleEvents {
    /// A catalogue, and what it proposed.
    static var routes: [SampleEntry] {
        let housing = PartyID(fixed: "housing")
        let book = RouteBook(
            id: DataSetID(fixed: "routes-2026"),
            rules: [
                RouteRule(
                    id: RouteID(fixed: "labour"),
                    subjects: ["labour"],
                    lead: department,
                    source: "三定规定"
                ),
                RouteRule(
                    id: RouteID(fixed: "building-in-bailu"),
                    subjects: ["construction"],
                    places: ["白鹭乡"],
                    classes: [.claim6],
                    lead: housing,
                    assists: [department]
                ),
            ]
        )
        let routed = Routed(
            matter: matter(1),
            proposal: RouteProposal(
                book: book.id,
                rule: RouteID(fixed: "labour"),
                lead: department,
                assists: [housing]
            ),
            assignment: dispatch.assignment.id,
            lead: housing,
            assists: [department]
        )
        return [
            SampleEntry(event: .routesAdopted(book), cause: office),
            SampleEntry(event: .routed(routed), cause: office),
        ]
    }
}
