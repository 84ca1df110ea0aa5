package import LianxiCore

/// Whether an act is signed by the key its officer had when it was recorded.
package enum SignatureVerdict: Hashable, Sendable {
    /// The key's name and the act's number under it.
    case valid(key: String, sequence: UInt64)
    /// Why it is not to be believed.
    case invalid(String)

    /// Verifies the act of an entry against the keys enrolled at that entry.
    ///
    /// `nil` for an entry that is no signed act.
    ///
    /// - Parameters:
    ///   - event: What the entry says.
    ///   - docket: With the entry applied.
    package init?(of event: Event, in docket: Docket) {
        guard let signed = event.signedAct else { return nil }
        let act = signed.act
        let name = "\(act.department)/\(act.officer)"
        let enrolled = docket.party(act.department)?.party.actKeys.first {
            $0.officer == act.officer
        }
        do {
            guard let enrolled, let origin = docket.founding?.origin else {
                self = .invalid("no key \(name)")
                return
            }
            try signed.verify(origin: origin, by: try VerifierKey(parsing: enrolled.verifierKey))
            self = .valid(key: name, sequence: act.sequence)
        } catch {
            self = .invalid("\(error)")
        }
    }
}

extension Event {
    /// The department's signed act that the entry carries, if any.
    package var signedAct: SignedAct? {
        switch self {
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            it.act
        default: nil
        }
    }
}
