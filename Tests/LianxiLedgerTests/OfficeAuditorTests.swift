import LianxiCore
import Testing

@testable import LianxiLedger

@Suite("An auditor counts two officers where two had to agree")
struct OfficeAuditorTests {
    private let order = ErasureOrder(
        matter: MatterID(high: 1, low: 1),
        ground: .retention,
        document: "档销〔2026〕3号"
    )

    /// How the second signature is made.
    enum Second: CaseIterable {
        case asItShould, byTheFirstKey, overAnotherEntry, byAStranger, withAChangedMoment
    }

    private func findings(_ second: Second) throws -> [VerificationFinding.Kind] {
        // The office gave the second officer the first one's key where that is tried.
        let first = try OfficeHand.key("li", seed: 1)
        let other = try OfficeHand.key("wang", seed: second == .byTheFirstKey ? 1 : 2)
        let office = OfficeHand.party([first, other])
        let asked = OfficeHand.recorded(
            1,
            .erasureAsked(
                ErasureAsked(
                    order: order,
                    signed: OfficeHand.signed(.asksErasure(order), by: "li", first)
                )
            ),
            by: "li"
        )
        let entry: UInt64 = second == .overAnotherEntry ? 0 : 1
        var approval = OfficeHand.signed(
            .approves(entry: entry, hash: .leaf([UInt8(entry)])),
            by: "wang",
            second == .byAStranger ? try OfficeHand.key("wang", seed: 3) : other
        )
        if second == .withAChangedMoment {
            approval = OfficerSignature(
                at: Timestamp(seconds: 1_800_000_001),
                signature: approval.signature
            )
        }
        let done = OfficeHand.recorded(
            2,
            .erased(Erased(order: order, asked: 1, fields: ["claim"], signed: approval)),
            by: "wang"
        )
        var auditor = OfficeAuditor(origin: OfficeHand.origin)
        var acts = ActAuditor(origin: OfficeHand.origin)
        var report = VerificationReport(origin: OfficeHand.origin)
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
