import LianxiCore
import Testing

@testable import LianxiLedger

@Suite("An auditor counts two officers where two had to agree")
struct OfficeAuditorTests {
    private static let origin = "test.example/lianxi"
    private let order = ErasureOrder(
        matter: MatterID(high: 1, low: 1),
        ground: .retention,
        document: "档销〔2026〕3号"
    )

    /// How the second signature is made.
    enum Second: CaseIterable {
        case asItShould, byTheFirstKey, overAnotherEntry, byAStranger, withAChangedMoment
    }

    private func key(_ officer: String, seed: UInt8) throws -> SigningKey {
        try SigningKey(name: "office/\(officer)", seed: Array(repeating: seed, count: 32))
    }

    private func recorded(_ index: UInt64, _ event: Event, by officer: String) -> Recorded {
        Recorded(
            index: index,
            at: Timestamp(seconds: 1_800_000_000),
            hash: .leaf([UInt8(index)]),
            cause: Cause(party: .office, officer: OfficerID(officer), request: nil),
            event: event
        )
    }

    private func signed(
        _ word: OfficeStatement.Word,
        by officer: String,
        _ key: SigningKey
    ) -> OfficerSignature {
        let statement = OfficeStatement(
            origin: Self.origin,
            party: .office,
            officer: OfficerID(officer) ?? OfficerID(fixed: "li"),
            word: word
        )
        let at = Timestamp(seconds: 1_800_000_000)
        return OfficerSignature(at: at, signature: key.sign(statement.text(at: at)).base64)
    }

    private func findings(_ second: Second) throws -> [VerificationFinding.Kind] {
        // The office gave the second officer the first one's key where that is tried.
        let first = try key("li", seed: 1)
        let other = try key("wang", seed: second == .byTheFirstKey ? 1 : 2)
        let office = Party(
            id: .office,
            kind: .office,
            name: "office",
            curveKeys: [],
            actKeys: [first, other].map {
                ActKey(
                    officer: OfficerID($0.name.dropFirst(7)) ?? .convenor,
                    verifierKey: "\($0.verifier)"
                )
            },
            feedPort: 5600,
            handlesReports: false
        )
        let asked = recorded(
            1,
            .erasureAsked(
                ErasureAsked(order: order, signed: signed(.asksErasure(order), by: "li", first))
            ),
            by: "li"
        )
        let entry: UInt64 = second == .overAnotherEntry ? 0 : 1
        var approval = signed(
            .approves(entry: entry, hash: .leaf([UInt8(entry)])),
            by: "wang",
            second == .byAStranger ? try key("wang", seed: 3) : other
        )
        if second == .withAChangedMoment {
            approval = OfficerSignature(
                at: Timestamp(seconds: 1_800_000_001),
                signature: approval.signature
            )
        }
        let done = recorded(
            2,
            .erased(Erased(order: order, asked: 1, fields: ["claim"], signed: approval)),
            by: "wang"
        )
        var auditor = OfficeAuditor(origin: Self.origin)
        var acts = ActAuditor(origin: Self.origin)
        var report = VerificationReport(origin: Self.origin)
        let hash = Digest32.leaf([0])
        acts.audit(.partyEnrolled(office), index: 0, hash: hash, HashLevels(), &report)
        for it in [asked, done] { auditor.audit(it, acts, &report) }
        return report.findings.map(\.kind)
    }

    @Test("Only another key's signature over that very entry stands", arguments: Second.allCases)
    func second(second: Second) throws {
        #expect(try findings(second) == (second == .asItShould ? [] : [.actInvalid]))
    }
}
