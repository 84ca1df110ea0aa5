import LianxiCore
import LianxiLedger
import Paper

extension PaperExport {
    /// An export of the sample ledger's own log.
    init(_ entries: [[UInt8]]) { self.init(entries, by: logKey) }

    func report(
        confirmations: [(name: String, note: [UInt8])] = [],
        key: VerifierKey = logKey.verifier
    ) throws -> VerificationReport {
        var verifier = LedgerVerifier(self, key: key)
        return try verifier.verify(
            confirmations: confirmations,
            confirmationKey: confirmationKey.verifier
        )
    }
}

extension VerificationReport {
    /// The findings as kind and entry, in order.
    var found: [String] {
        findings.map { finding in
            finding.kind.rawValue + (finding.entry.map { " \($0)" } ?? "")
        }
    }
}
