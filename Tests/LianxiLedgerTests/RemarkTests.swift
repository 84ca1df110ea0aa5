import LianxiCore
import Paper
import Testing

@testable import LianxiLedger

@Suite("An auditor is told what one person did where two could have signed")
struct RemarkTests {
    private static let at = Timestamp(seconds: 1_800_000_000)
    private static let unit = PartyID(fixed: "water")

    private func party(_ id: PartyID, _ keys: [UInt8] = [], signs: Bool = false) throws -> Party {
        Party(
            id: id,
            kind: id == .office ? .office : id == .leaders ? .leaders : .department,
            name: "\(id)",
            curveKeys: [String(repeating: "A", count: 40)],
            actKeys: try keys.map {
                let key = try SigningKey(
                    name: "\(id)/officer-\($0)",
                    seed: Array(repeating: $0, count: 32)
                )
                return ActKey(
                    officer: OfficerID("officer-\($0)") ?? .convenor,
                    verifierKey: "\(key.verifier)"
                )
            },
            feedPort: 5600,
            handlesReports: false,
            signs: signs
        )
    }

    /// What an auditor is told of these enrolments after the founding, which are the entries from 1 on.
    private func remarks(_ parties: [Party]) throws -> [String] {
        var recorder = Recorder()
        let founded = Event.founded(origin: origin, name: "联席会议")
        for event in [founded] + parties.map(Event.partyEnrolled) {
            _ = try recorder.record(event, at: Self.at, cause: nil)
        }
        let export = PaperExport(recorder.takeBatch()?.entries.map(\.bytes) ?? [])
        let report = try export.report()
        #expect(report.isFine, "\(report.findings)")
        return report.remarks.map { "\($0.kind.rawValue) \($0.entry) \($0.party)" }
    }

    @Test("A founding says nothing, nor do units that come while one officer has a key")
    func founding() throws {
        let two = try party(.office, [1, 2], signs: true)
        #expect(try remarks([two, party(.leaders)]) == [])
        #expect(try remarks([party(.office, [1]), party(.leaders), party(Self.unit)]) == [])
        #expect(try remarks([party(.office, [1]), two]) == [])
    }

    @Test("Once two could sign, keys that come without an invitation are told of with their entry")
    func byOne() throws {
        let two = try party(.office, [1, 2])
        #expect(try remarks([two, party(Self.unit)]) == ["enrolled-by-one 2 water"])
        #expect(
            try remarks([two, party(.leaders), party(.leaders, [7])])
                == ["enrolled-by-one 3 leaders"]
        )
        #expect(try remarks([two, party(.office, [1, 3])]) == ["enrolled-by-one 2 office"])
        // Of three keys one goes: nobody got any.
        #expect(try remarks([party(.office, [1, 2, 3]), two]) == [])
    }

    @Test("Who had to sign and no longer has to is told of, also where two agreed to it")
    func signsNoMore() throws {
        let signing = try party(.office, [1, 2], signs: true)
        #expect(
            try remarks([signing, party(.office, [1, 2])])
                == ["enrolled-by-one 2 office", "signs-no-more 2 office"]
        )
        let alone = try party(.office, [1], signs: true)
        #expect(try remarks([alone, party(.office, [1])]) == ["signs-no-more 2 office"])
        #expect(try remarks([alone, signing]) == [])
    }
}
