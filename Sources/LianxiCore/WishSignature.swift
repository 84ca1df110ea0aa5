/// An officer's own word under what he wished: his signature, and where this wish stands among those under it.
///
/// What is signed follows from the entry that carries it; so only whoever knows the ledger's format can
/// verify it, and here it is known to be good.
package struct WishSignature: Hashable, Sendable {
    /// The most wishes under one signature: 100 orders to 64 units each.
    package static let mostWishes = 6400
    /// The most hashes of a path among so many.
    package static let longestPath = 13

    /// How old a word may be when it is recorded, in milliseconds: a day, well under the 30 in which its request is
    /// known again by its name.
    package static let oldest: Int64 = 86_400_000
    /// How far ahead of the daemon's the signer's clock may be, in milliseconds.
    package static let ahead: Int64 = 300_000

    /// The signer's clock, whole seconds.
    package let at: Timestamp
    /// Base64 of key id and signature.
    package let signature: String
    /// How many wishes are under the signature, from 1.
    package let count: Int
    /// Which of them this is, from 0.
    package let place: Int
    /// Proves that it is, RFC 6962 §2.1.1; empty where it is the only one.
    package let path: [Digest32]

    /// Milliseconds since the signer's moment.
    package func age(at now: Timestamp) -> Int64 { now.milliseconds - at.milliseconds }

    package init(
        at: Timestamp,
        signature: String,
        count: Int = 1,
        place: Int = 0,
        path: [Digest32] = []
    ) {
        self.at = at
        self.signature = signature
        self.count = count
        self.place = place
        self.path = path
    }
}

extension Command {
    /// What moves responsibility, and so is signed by the officer of the office himself, where the office signs.
    ///
    /// Invitations, enrolments, erasures and hand-overs carry signatures of their own; who looks or keeps a
    /// paper moves nothing.
    var isSignedByHand: Bool {
        switch self {
        case .register, .join, .dispatch, .decideObjection, .step, .reorganise, .seat, .convene,
            .task, .lead, .visit, .appoint, .document, .adoptCalendar, .adoptRoster,
            .adoptRoutes, .revoke:
            true
        case .changeRoster(let it):
            if case .handOver = it.kind { false } else { true }
        case .found, .adoptRuleSet, .adoptPolicy, .enrol, .invite, .receive, .act, .attach,
            .look, .askErasure, .erase, .observe, .tick, .recordShadow, .advanceClock:
            false
        }
    }
}

extension Docket {
    /// Where the office signs, nothing that moves responsibility is asked without an officer's own word; and no word
    /// counts that is of another time.
    ///
    /// - Throws: ``Refusal/signatureRequired``, ``Refusal/requestTooOld``, ``Refusal/inFuture``
    func checkWord(
        under command: Command,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) {
        guard let cause else { return }
        if let signed = cause.signed {
            guard signed.age(at: now) >= -WishSignature.ahead else { throw .inFuture }
            guard signed.age(at: now) <= WishSignature.oldest else { throw .requestTooOld }
        } else if command.isSignedByHand, partyRecords[cause.party]?.party.signs == true {
            throw .signatureRequired
        }
    }
}
