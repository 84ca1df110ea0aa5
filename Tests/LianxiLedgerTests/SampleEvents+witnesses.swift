import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// A party whose agent cosigns checkpoints.
    static var witnesses: [SampleEntry] {
        let witness = Party(
            id: department,
            kind: .department,
            name: party.name,
            curveKeys: party.curveKeys,
            actKeys: [
                ActKey(
                    officer: OfficerID(fixed: "handler"),
                    verifierKey: handlerKey.verifier.description,
                    isHead: true
                )
            ],
            feedPort: 5604,
            handlesReports: false,
            witnessKey:
                "human-resources/witness+321cad38+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58"
        )
        return [SampleEntry(event: .partyEnrolled(witness), cause: office)]
    }
}
