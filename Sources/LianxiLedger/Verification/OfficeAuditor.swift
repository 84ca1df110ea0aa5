import LianxiCore

/// Audits what officers signed themselves of what the office records: by whose key, over what, and never both by one.
struct OfficeAuditor {
    /// What was asked for: by which key, in which entry.
    private struct Asked {
        let hash: Digest32
        let key: VerifierKey?
    }

    /// An invitation, and by which key it was signed.
    private struct Invited {
        let token: Digest32
        let key: VerifierKey?
    }

    private let origin: String
    /// Whose each roster is.
    private var rosters: [RosterID: PartyID] = [:]
    private var asked: [UInt64: Asked] = [:]
    private var invited: [UInt64: Invited] = [:]

    init(origin: String) { self.origin = origin }

    /// - Parameters:
    ///   - recorded: The next entry.
    ///   - acts: Knows the keys enrolled then.
    ///   - report: Takes counts and findings.
    mutating func audit(
        _ recorded: Recorded,
        _ acts: ActAuditor,
        _ report: inout VerificationReport
    ) {
        let by = recorded.cause?.party
        switch recorded.event {
        case .rosterAdopted(let roster): rosters[roster.id] = roster.party
        case .rosterChanged(let it):
            guard case .handOver(let sheet) = it.kind, let signed = sheet.signed else { return }
            let word = OfficeStatement.Word.handsOver(sheet, of: it.roster)
            _ = verified(signed, word, rosters[it.roster], recorded, acts, &report)
        case .erasureAsked(let it):
            let key = it.signed.flatMap {
                verified($0, .asksErasure(it.order), by, recorded, acts, &report)
            }
            asked[recorded.index] = Asked(hash: recorded.hash, key: key)
        case .erased(let it):
            guard let signed = it.signed else { return }
            // What was asked for in another entry is named when the entries are replayed.
            guard let order = asked[it.asked] else { return }
            let word = OfficeStatement.Word.approves(entry: it.asked, hash: order.hash)
            guard let key = verified(signed, word, by, recorded, acts, &report) else { return }
            check(key, isNot: order.key, of: it.asked, recorded, &report)
        case .invited(let it):
            let key = it.signed.flatMap {
                verified($0, .invites(it), by, recorded, acts, &report)
            }
            if it.signed == nil { miss(recorded.index, recorded, acts, &report) }
            invited[recorded.index] = Invited(token: it.token, key: key)
        case .partyEnrolled(let party): enrol(party, recorded, acts, &report)
        default: return
        }
    }

    /// Who enrols by an invitation signs with another key than who invited, once there are two.
    private func enrol(
        _ party: Party,
        _ recorded: Recorded,
        _ acts: ActAuditor,
        _ report: inout VerificationReport
    ) {
        // What invitation there is none of is named when the entries are replayed.
        guard let index = party.invitation, let invitation = invited[index] else {
            if party.signed != nil {
                report.add(
                    VerificationFinding(.actInvalid, entry: recorded.index, "no invitation")
                )
            }
            return
        }
        if invitation.key == nil { miss(index, recorded, acts, &report) }
        guard let signed = party.signed else {
            return miss(recorded.index, recorded, acts, &report)
        }
        let word = party.enrolling(token: invitation.token)
        let by = recorded.cause?.party
        guard let key = verified(signed, word, by, recorded, acts, &report) else { return }
        check(key, isNot: invitation.key, of: index, recorded, &report)
    }

    /// Names the entry that nobody signed, if two officers of the office had keys by then.
    private func miss(
        _ index: UInt64,
        _ recorded: Recorded,
        _ acts: ActAuditor,
        _ report: inout VerificationReport
    ) {
        guard acts.officersSign else { return }
        report.add(VerificationFinding(.signatureMissing, entry: recorded.index, "\(index)"))
    }

    /// Two names with one key are one person.
    private func check(
        _ key: VerifierKey,
        isNot first: VerifierKey?,
        of entry: UInt64,
        _ recorded: Recorded,
        _ report: inout VerificationReport
    ) {
        guard key.publicKey == first?.publicKey else { return }
        report.add(
            VerificationFinding(
                .actInvalid,
                entry: recorded.index,
                "\(key.name) also signed entry \(entry)"
            )
        )
    }

    /// The key that signed it; `nil` where that was found wanting.
    private func verified(
        _ signed: OfficerSignature,
        _ word: OfficeStatement.Word,
        _ party: PartyID?,
        _ recorded: Recorded,
        _ acts: ActAuditor,
        _ report: inout VerificationReport
    ) -> VerifierKey? {
        guard let party, let officer = recorded.cause?.officer,
            let key = acts.key(of: officer, in: party)
        else {
            let name = "\(party?.text ?? "?")/\(recorded.cause?.officer?.text ?? "?")"
            report.add(VerificationFinding(.keyUnknown, entry: recorded.index, name))
            return nil
        }
        let statement = OfficeStatement(
            origin: origin,
            party: party,
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
