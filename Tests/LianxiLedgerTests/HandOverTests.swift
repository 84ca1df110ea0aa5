import LianxiCore
import LianxiLedger
import Paper
import Testing

@Suite("Signatures under the sheet of a hand-over")
struct HandOverTests {
    private static let roster = RosterID(fixed: "office")
    private static let wang = OfficerID(fixed: "wang")
    private static let li = OfficerID(fixed: "li")

    private func key(_ officer: OfficerID) throws -> SigningKey {
        let name = "office/\(officer)"
        return try SigningKey(name: name, seed: Digest32.sha256(of: Array(name.utf8)).bytes)
    }

    private func bare(
        _ signature: String? = nil,
        sheet: UInt8 = 0x21,
        side: HandOverSignature.Side = .incoming
    ) -> HandOverSignature {
        HandOverSignature(
            side: side,
            at: Timestamp(milliseconds: 1_790_816_400_000),
            sheet: filled(sheet),
            size: 2,
            signature: signature
        )
    }

    private func statement(
        _ it: HandOverSignature,
        by officer: OfficerID = wang
    ) -> HandOverStatement {
        HandOverStatement(
            it,
            of: Self.roster,
            party: .office,
            by: officer,
            origin: origin
        )
    }

    @Test("A signature is good for one sheet, one side, one officer and one log")
    func statements() throws {
        let signature = try statement(bare()).sign(by: key(Self.wang))
        let verifier = try key(Self.wang).verifier
        try statement(bare()).verify(signature, by: verifier)
        #expect(throws: ActError.badSignature) {
            try statement(bare(sheet: 0x22)).verify(signature, by: verifier)
        }
        #expect(throws: ActError.badSignature) {
            try statement(bare(side: .outgoing)).verify(signature, by: verifier)
        }
        #expect(throws: ActError.badSignature) {
            let other = HandOverStatement(
                bare(),
                of: Self.roster,
                party: .office,
                by: Self.wang,
                origin: "other.example/lianxi"
            )
            try other.verify(signature, by: verifier)
        }
        let other = try key(Self.li)
        #expect(throws: ActError.wrongKey("office/li")) { try statement(bare()).sign(by: other) }
        #expect(throws: ActError.wrongKey("office/li")) {
            try statement(bare()).verify(signature, by: other.verifier)
        }
    }

    @Test("The verifier finds one by another key, of another sheet, or by nobody enrolled")
    func audited() throws {
        let good = try statement(bare()).sign(by: key(Self.wang))
        #expect(try findings(bare(good), by: Self.wang) == [])
        #expect(try findings(bare(), by: Self.wang) == [])
        #expect(try findings(bare(good, sheet: 0x22), by: Self.wang) == [.actInvalid])
        #expect(try findings(bare(good), by: Self.li) == [.keyUnknown])
        #expect(try findings(bare("no signature"), by: Self.wang) == [.actInvalid])
    }

    /// What is found in a ledger where the office's roster was adopted and that signature recorded.
    private func findings(
        _ it: HandOverSignature,
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
            (
                .rosterChanged(RosterChange(roster: Self.roster, kind: .handOver(it))),
                Cause(party: .office, officer: officer, request: nil)
            ),
        ]
        var recorder = Recorder()
        for (event, cause) in events {
            _ = try recorder.record(
                event,
                at: Timestamp(milliseconds: 1_790_816_400_000),
                cause: cause
            )
        }
        let report = try PaperExport(recorder.takeBatch()?.entries.map(\.bytes) ?? []).report()
        return report.findings.map(\.kind)
    }
}
