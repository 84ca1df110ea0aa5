import LianxiCore

/// Audits what officers of the office signed themselves: by whose key, over what, and never both by one.
struct OfficeAuditor {
    /// What was asked for: by which key, in which entry.
    private struct Asked {
        let hash: Digest32
        let key: VerifierKey?
    }

    private let origin: String
    private var keys: [PartyID: [OfficerID: VerifierKey]] = [:]
    private var asked: [UInt64: Asked] = [:]

    init(origin: String) { self.origin = origin }

    mutating func audit(_ recorded: Recorded, _ report: inout VerificationReport) {
        switch recorded.event {
        case .partyEnrolled(let party) where party.kind == .office:
            // A key that cannot be read is named by whoever reads acts.
            keys[party.id] = Dictionary(
                party.actKeys.compactMap { key in
                    (try? VerifierKey(parsing: key.verifierKey)).map { (key.officer, $0) }
                },
                uniquingKeysWith: { first, _ in first }
            )
        case .erasureAsked(let it):
            let key = it.signed.flatMap {
                verified($0, .asksErasure(it.order), recorded, &report)
            }
            asked[recorded.index] = Asked(hash: recorded.hash, key: key)
        case .erased(let it):
            guard let signed = it.signed else { return }
            // What was asked for in another entry is named when the entries are replayed.
            guard let order = asked[it.asked] else { return }
            let word = OfficeStatement.Word.approves(entry: it.asked, hash: order.hash)
            guard let key = verified(signed, word, recorded, &report) else { return }
            if key.publicKey == order.key?.publicKey {
                report.add(
                    VerificationFinding(
                        .actInvalid,
                        entry: recorded.index,
                        "\(key.name) also signed entry \(it.asked)"
                    )
                )
            }
        default: return
        }
    }

    /// The key that signed it; `nil` where that was found wanting.
    private func verified(
        _ signed: OfficerSignature,
        _ word: OfficeStatement.Word,
        _ recorded: Recorded,
        _ report: inout VerificationReport
    ) -> VerifierKey? {
        guard let cause = recorded.cause, let officer = cause.officer,
            let key = keys[cause.party]?[officer]
        else {
            let name = recorded.cause.map { "\($0.party)/\($0.officer?.text ?? "?")" } ?? "?"
            report.add(VerificationFinding(.keyUnknown, entry: recorded.index, name))
            return nil
        }
        let statement = OfficeStatement(
            origin: origin,
            party: cause.party,
            officer: officer,
            word: word
        )
        do throws(ActError) {
            try statement.verify(signed, by: key)
            report.signatures += 1
            return key
        } catch {
            report.add(
                VerificationFinding(.actInvalid, entry: recorded.index, error.description)
            )
            return nil
        }
    }
}
