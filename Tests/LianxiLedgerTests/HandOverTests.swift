import LianxiCore
import LianxiLedger
import Paper
import Testing

@Suite("Signatures under the sheet of a hand-over")
struct HandOverTests {
    private static let roster = RosterID(fixed: "office")
    private static let wang = OfficerID(fixed: "wang")
    private static let li = OfficerID(fixed: "li")
    private static let change = Timestamp(milliseconds: 1_790_816_400_000)

    private func key(_ officer: OfficerID) throws -> SigningKey {
        let name = "office/\(officer)"
        return try SigningKey(name: name, seed: Digest32.sha256(of: Array(name.utf8)).bytes)
    }

    private func bare(
        _ signed: OfficerSignature? = nil,
        sheet: UInt8 = 0x21,
        side: HandOverSignature.Side = .incoming
    ) -> HandOverSignature {
        HandOverSignature(
            side: side,
            at: Self.change,
            sheet: filled(sheet),
            size: 2,
            signed: signed
        )
    }

    private func statement(
        _ it: HandOverSignature,
        by officer: OfficerID = wang,
        of roster: RosterID = roster,
        in log: String = origin
    ) -> OfficeStatement {
        OfficeStatement(
            origin: log,
            party: .office,
            officer: officer,
            word: .handsOver(it, of: roster)
        )
    }

    private func signed(_ it: HandOverSignature) async throws -> OfficerSignature {
        try await statement(it).signed(by: key(Self.wang), at: Self.change)
    }

    @Test("A signature is good for one sheet, one side, one roster, one officer and one log")
    func statements() async throws {
        let signature = try await signed(bare())
        let verifier = try key(Self.wang).verifier
        try statement(bare()).verify(signature, by: verifier)
        let lines = [
            "lianxi-office/v1", "log \(origin)", "officer office/wang", "at 1790816400",
            "hands-over office", "change 1790816400000", "side incoming",
            "sheet 2 \(filled(0x21).base64)", "",
        ]
        #expect(
            statement(bare()).text(at: Self.change) == Array(lines.joined(separator: "\n").utf8)
        )
        // Its own signature is no part of what is signed.
        try statement(bare(signature)).verify(signature, by: verifier)
        let others = [
            statement(bare(sheet: 0x22)), statement(bare(side: .outgoing)),
            statement(bare(), of: RosterID(fixed: "other")),
            statement(bare(), in: "other.example/lianxi"),
        ]
        for other in others {
            #expect(throws: ActError.badSignature) { try other.verify(signature, by: verifier) }
        }
        let other = try key(Self.li).verifier
        #expect(throws: ActError.wrongKey("office/li")) {
            try statement(bare()).verify(signature, by: other)
        }
    }

    @Test("The verifier finds one by another key, of another sheet, or by nobody enrolled")
    func audited() async throws {
        let good = try await signed(bare())
        let none = OfficerSignature(at: Self.change, signature: "no signature")
        #expect(try findings(bare(good), by: Self.wang) == [])
        #expect(try findings(bare(), by: Self.wang) == [])
        #expect(try findings(bare(good, sheet: 0x22), by: Self.wang) == [.actInvalid])
        #expect(try findings(bare(good), by: Self.li) == [.keyUnknown])
        #expect(try findings(bare(none), by: Self.wang) == [.actInvalid])
    }

    @Test("The verifier finds an event taken back that was not taken in, or taken back twice")
    func withdrawn() throws {
        let event = filled(0x31)
        let override = RosterOverride(
            change: .remove(Self.wang),
            from: Self.change,
            until: Self.change.adding(milliseconds: 86_400_000),
            reason: "出差",
            event: event
        )
        let (put, taken) = (
            RosterChange.Kind.override(override), RosterChange.Kind.withdraw(event: event)
        )
        #expect(try findings([put, taken], by: Self.wang) == [])
        #expect(try findings([taken], by: Self.wang) == [.replayBroken])
        #expect(try findings([put, taken, taken], by: Self.wang) == [.replayBroken])
    }

    /// What is found in a ledger where the office's roster was adopted and that signature recorded.
    private func findings(
        _ it: HandOverSignature,
        by officer: OfficerID
    ) throws -> [VerificationFinding.Kind] {
        try findings([.handOver(it)], by: officer)
    }

    /// What is found in a ledger where the office's roster was adopted and then changed so.
    private func findings(
        _ changes: [RosterChange.Kind],
        by officer: OfficerID
    ) throws -> [VerificationFinding.Kind] {
        let person = Person(id: Self.wang, name: "王某")
        let events: [(Event, Cause?)] = [
            (.founded(origin: origin, name: "区联席会议"), nil),
            (
                .partyEnrolled(
                    Party(
                        id: .office,
                        kind: .office,
                        name: "联席办",
                        curveKeys: [String(repeating: "k", count: 40)],
                        actKeys: [
                            ActKey(
                                officer: Self.wang,
                                verifierKey: "\(try key(Self.wang).verifier)"
                            )
                        ],
                        feedPort: 5600,
                        handlesReports: false
                    )
                ), nil
            ),
            (
                .rosterAdopted(
                    Roster(
                        id: Self.roster,
                        party: .office,
                        name: "值班表",
                        layers: [
                            RosterLayer(
                                id: RosterLayerID(fixed: "daily"),
                                rotation: Rotation(.days, hour: 9),
                                from: date("2026-09-01"),
                                turns: [[person]]
                            )
                        ]
                    )
                ), nil
            ),
        ]
        let cause = Cause(party: .office, officer: officer, request: nil)
        let changed = changes.map {
            (Event.rosterChanged(RosterChange(roster: Self.roster, kind: $0)), Optional(cause))
        }
        var recorder = Recorder()
        for (event, cause) in events + changed {
            _ = try recorder.record(
                event,
                at: Self.change,
                cause: cause
            )
        }
        let report = try PaperExport(recorder.takeBatch()?.entries.map(\.bytes) ?? []).report()
        return report.findings.map(\.kind)
    }
}
