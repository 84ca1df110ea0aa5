import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// An officer's word under an order, alone and among others, under a step, and an office that signs.
    static func wishes() -> [SampleEntry] {
        let at = Timestamp(seconds: 1_790_553_600)
        let signature = String(repeating: "A", count: 91) + "="
        var alone = office
        alone.signed = WishSignature(at: at, signature: signature)
        var among = office
        among.signed = WishSignature(
            at: at,
            signature: signature,
            count: 3,
            place: 1,
            path: [filled(0x11), filled(0x22)]
        )
        let step = Step(
            .flagUrgent,
            of: matter(1),
            StepDetails(
                notes: [DossierReference(field: "reason", commitment: filled(0x33))]
            )
        )
        let li = ActKey(officer: OfficerID(fixed: "li"), verifierKey: "key")
        let roles = OfficerRole.allCases.map { role in
            ActKey(
                officer: OfficerID(role.rawValue) ?? .convenor,
                verifierKey: "key of \(role)",
                role: role
            )
        }
        return [
            SampleEntry(event: .dispatched(dispatch), cause: alone),
            SampleEntry(event: .dispatched(dispatch), cause: among),
            SampleEntry(event: .stepped(Stepped(step: step)), cause: among),
            SampleEntry(event: .partyEnrolled(party([li])), cause: office),
            SampleEntry(event: .partyEnrolled(party(roles)), cause: office),
            issued(DocumentID(high: 0, low: 0x5a), read: filled(0x75)),
        ]
    }

    /// The office, whose officers sign, with these keys.
    private static func party(_ keys: [ActKey]) -> Party {
        Party(
            id: .office,
            kind: .office,
            name: "联席办",
            curveKeys: [String(repeating: "a", count: 40)],
            actKeys: keys,
            feedPort: 5600,
            handlesReports: false,
            signs: true
        )
    }
}
