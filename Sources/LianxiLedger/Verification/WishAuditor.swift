import LianxiCore

/// Audits that officers of the office signed what they asked for, and that nothing stands in their name which they did not.
struct WishAuditor {
    /// Entries of one request, which stand together, and the one of them signed last.
    private struct Run {
        let party: PartyID
        let request: RequestID
        var index: UInt64
        var asked: Event?
    }

    private let origin: String
    private var run: Run?
    /// Parties whose officers sign, as enrolled by now.
    private var signing: Set<PartyID> = []

    init(origin: String) { self.origin = origin }

    mutating func audit(
        _ recorded: Recorded,
        _ acts: inout ActAuditor,
        _ report: inout VerificationReport
    ) {
        if let cause = recorded.cause, recorded.event.isByHand || cause.signed != nil {
            audit(recorded, by: cause, &acts, &report)
        }
        if case .partyEnrolled(let party) = recorded.event {
            if party.signs { signing.insert(party.id) } else { signing.remove(party.id) }
        }
    }

    private mutating func audit(
        _ recorded: Recorded,
        by cause: Cause,
        _ acts: inout ActAuditor,
        _ report: inout VerificationReport
    ) {
        let asked = asked(before: recorded, by: cause)
        if let request = cause.request {
            run = Run(
                party: cause.party,
                request: request,
                index: recorded.index,
                asked: cause.signed == nil ? asked : recorded.event
            )
        }
        if let signed = cause.signed {
            do throws(ActError) {
                try verify(signed, recorded, cause, &acts, &report)
            } catch {
                let finding = VerificationFinding(
                    .actInvalid,
                    entry: recorded.index,
                    error.description
                )
                report.add(finding)
            }
        } else if signing.contains(cause.party),
            !(asked.map { recorded.event.follows(from: $0) } ?? false)
        {
            let name = "\(cause.party)/\(cause.officer?.text ?? "?")"
            report.add(VerificationFinding(.signatureMissing, entry: recorded.index, name))
        }
    }

    /// What the officer signed last of the same request, right before.
    private func asked(before recorded: Recorded, by cause: Cause) -> Event? {
        guard let run, run.party == cause.party, run.request == cause.request,
            run.index + 1 == recorded.index
        else { return nil }
        return run.asked
    }

    private func verify(
        _ signed: WishSignature,
        _ recorded: Recorded,
        _ cause: Cause,
        _ acts: inout ActAuditor,
        _ report: inout VerificationReport
    ) throws(ActError) {
        guard let wish = OfficeWish(of: recorded, origin: origin) else {
            throw .malformed("there is nothing of it to sign")
        }
        guard let key = acts.key(of: wish.officer, in: wish.party) else {
            report.add(VerificationFinding(.keyUnknown, entry: recorded.index, wish.keyName))
            return
        }
        acts.check(try wish.signature(signed, by: key), of: recorded.index)
        let age = signed.age(at: recorded.at)
        guard (-WishSignature.ahead...WishSignature.oldest).contains(age) else {
            throw .malformed("signed \(age / 1000) s before it was recorded")
        }
    }
}

extension OfficeWish {
    /// What the officer wished of the entry; `nil` where it carries no word, or none it could.
    init?(of recorded: Recorded, origin: String) {
        guard let cause = recorded.cause, let officer = cause.officer,
            let request = cause.request, let signed = cause.signed,
            let wish = recorded.event.wish
        else { return nil }
        self.init(
            origin: origin,
            party: cause.party,
            officer: officer,
            request: request,
            at: signed.at,
            wish: wish
        )
    }
}
