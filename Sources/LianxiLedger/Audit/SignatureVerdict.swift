package import LianxiCore

/// Whether an act is signed by the key its officer had when it was recorded.
package enum SignatureVerdict: Hashable, Sendable {
    /// The key's name and the act's number under it; what officers of the office sign has none.
    case valid(key: String, sequence: UInt64?)
    /// Why it is not to be believed.
    case invalid(String)

    /// Verifies the act of an entry against the keys enrolled at that entry.
    ///
    /// `nil` for an entry that is no signed act.
    ///
    /// - Parameters:
    ///   - recorded: The entry.
    ///   - docket: With the entry applied.
    ///   - hashes: Leaf hashes of the chain's entries before it, by index.
    package init?(of recorded: Recorded, in docket: Docket, after hashes: [UInt64: Digest32]) {
        if let signed = recorded.cause?.signed {
            self.init(signed, of: recorded, in: docket)
            return
        }
        if let word = recorded.event.officeWord(after: hashes) {
            self.init(word.signed, word.word, of: recorded, in: docket)
            return
        }
        guard let signed = recorded.event.signedAct else { return nil }
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

extension SignatureVerdict {
    /// Verifies what an officer of the office signed himself.
    private init(
        _ signed: OfficerSignature,
        _ word: OfficeStatement.Word,
        of recorded: Recorded,
        in docket: Docket
    ) {
        self.init(of: recorded, in: docket) { (origin, party, officer, key) throws in
            let statement = OfficeStatement(
                origin: origin,
                party: party,
                officer: officer,
                word: word
            )
            try statement.verify(signed, by: key)
        }
    }

    /// Verifies an officer's word under what he wished of the entry.
    private init(_ signed: WishSignature, of recorded: Recorded, in docket: Docket) {
        self.init(of: recorded, in: docket) { (origin, _, _, key) throws in
            guard let wish = OfficeWish(of: recorded, origin: origin) else {
                throw ActError.malformed("there is nothing of it to sign")
            }
            try wish.signature(signed, by: key).verify()
        }
    }

    /// Has it verified by the key of the officer who asked.
    private init(
        of recorded: Recorded,
        in docket: Docket,
        _ verify: (String, PartyID, OfficerID, VerifierKey) throws -> Void
    ) {
        guard let cause = recorded.cause, let officer = cause.officer,
            let origin = docket.founding?.origin,
            let enrolled = docket.party(cause.party)?.party.actKeys.first(where: {
                $0.officer == officer
            })
        else {
            self = .invalid("no key of the officer")
            return
        }
        do {
            let key = try VerifierKey(parsing: enrolled.verifierKey)
            try verify(origin, cause.party, officer, key)
            self = .valid(key: key.name, sequence: nil)
        } catch {
            self = .invalid("\(error)")
        }
    }
}

extension Event {
    /// What an officer of the office signed himself, if anything.
    fileprivate func officeWord(
        after hashes: [UInt64: Digest32]
    ) -> (signed: OfficerSignature, word: OfficeStatement.Word)? {
        switch self {
        case .erasureAsked(let it): it.signed.map { ($0, .asksErasure(it.order)) }
        case .erased(let it):
            it.signed.map {
                ($0, .approves(entry: it.asked, hash: hashes[it.asked] ?? .emptyRoot))
            }
        default: nil
        }
    }

    /// The party's signed act that the entry carries, if any.
    package var signedAct: SignedAct? {
        switch self {
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            it.act
        case .documentActed(let it): it.act
        case .answered(let it): it.act
        default: nil
        }
    }
}
