import LianxiCore

/// Audits who signed: keys as enrolled at each entry, signatures, sequences, and orders answered.
struct ActAuditor {
    /// An entry that handed an assignment to a department.
    private struct Order: Hashable {
        let hash: Digest32
        let about: Subject
        /// What the act names in this place.
        let matter: MatterID
        let department: PartyID
    }

    /// What an act is about.
    private enum Subject: Hashable {
        case assignment(AssignmentID)
        case document(DocumentID)
        /// What the conference asks: a notice, minutes, a task.
        case conference
    }

    private let origin: String
    /// The act keys of each party at work, by officer.
    private var keys: [PartyID: [OfficerID: VerifierKey]] = [:]
    private var everEnrolled: Set<PartyID> = []
    private var orders: [UInt64: Order] = [:]
    private var addressees: [DocumentID: PartyID] = [:]
    /// By the key's name: a key enrolled in place of another goes on counting.
    private var sequences: [String: UInt64] = [:]
    private var roots: [UInt64: Digest32] = [:]
    private var verifier: ActVerifier
    /// Signatures that wait to be checked together, with the entries they were first found in.
    private var unchecked: [(entry: UInt64, signature: BatchSignature)] = []

    init(origin: String) {
        self.origin = origin
        verifier = ActVerifier(origin: origin)
    }

    /// The act key an officer of the party has; `nil` while none is enrolled.
    func key(of officer: OfficerID, in party: PartyID) -> VerifierKey? { keys[party]?[officer] }

    /// Two officers of the office have keys and may sign for each other.
    private(set) var officersSign = false

    /// Parties ever enrolled.
    var parties: Int { everEnrolled.count }

    mutating func audit(
        _ event: Event,
        index: UInt64,
        hash: Digest32,
        _ levels: HashLevels,
        _ report: inout VerificationReport
    ) {
        switch event {
        case .partyEnrolled(let party): enrol(party, index: index, &report)
        case .partyRevoked(let party): keys[party] = nil
        case .dispatched(let it):
            orders[index] = Order(
                hash: hash,
                about: .assignment(it.assignment.id),
                matter: it.assignment.matter,
                department: it.assignment.department
            )
        case .objectionDecided(let it):
            orders[index] = Order(
                hash: hash,
                about: .assignment(it.assignment),
                matter: it.matter,
                department: it.department
            )
        case .documented(let it): follow(it, index: index, hash: hash)
        case .documentActed(let it):
            audit(it.act, about: .document(it.document), index: index, levels, &report)
        case .stepped(let it): follow(it, index: index, hash: hash)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            audit(it.act, about: .assignment(it.assignment), index: index, levels, &report)
        case .convened(let it): follow(it, index: index, hash: hash)
        case .tasked(let it) where it.isOrder:
            ask(it.recipient, MatterID(same: it.step.task), index: index, hash: hash)
        case .answered(let it):
            audit(it.act, about: .conference, index: index, levels, &report)
        default: break
        }
    }

    /// Some steps hand an assignment over anew, or release a unit that then hands over.
    private mutating func follow(_ it: Stepped, index: UInt64, hash: Digest32) {
        guard it.step.kind.isOrder || it.step.kind == .release, let id = it.step.assignment,
            let department = it.recipient
        else { return }
        orders[index] = Order(
            hash: hash,
            about: .assignment(id),
            matter: it.step.matter,
            department: department
        )
    }

    /// Notices and minutes ask members for an answer.
    private mutating func follow(_ it: Convened, index: UInt64, hash: Digest32) {
        guard let member = it.recipient else { return }
        switch it.step.kind {
        case .notify, .postpone, .draft, .correct:
            ask(member, MatterID(same: it.step.meeting), index: index, hash: hash)
        default: break
        }
    }

    private mutating func ask(
        _ department: PartyID,
        _ name: MatterID,
        index: UInt64,
        hash: Digest32
    ) {
        orders[index] = Order(
            hash: hash,
            about: .conference,
            matter: name,
            department: department
        )
    }

    /// A draft is the convenor's to sign; what was issued, or sent back, the addressee's to answer.
    private mutating func follow(_ it: Documented, index: UInt64, hash: Digest32) {
        let id = it.move.document
        if let subject = it.subject { addressees[id] = subject.addressee }
        let signer: PartyID? =
            switch it.move.step {
            case .drafted: it.subject?.kind.needsConvenor == true ? .leaders : nil
            case .issued, .refused, .rebound: addressees[id]
            case .accepted, .voided, .released, .copied, .recalled: nil
            }
        guard let signer else { return }
        orders[index] = Order(
            hash: hash,
            about: .document(id),
            matter: it.chain.name,
            department: signer
        )
    }

    private mutating func enrol(
        _ party: Party,
        index: UInt64,
        _ report: inout VerificationReport
    ) {
        everEnrolled.insert(party.id)
        if party.id == .office { officersSign = party.confirmingKeys > 1 }
        keys[party.id] = [:]
        for actKey in party.actKeys {
            guard let key = try? VerifierKey(parsing: actKey.verifierKey), key.kind == .note,
                key.name == "\(party.id)/\(actKey.officer)"
            else {
                report.add(VerificationFinding(.entryMalformed, entry: index, actKey.verifierKey))
                continue
            }
            keys[party.id]?[actKey.officer] = key
        }
    }

    private mutating func audit(
        _ signed: SignedAct,
        about subject: Subject,
        index: UInt64,
        _ levels: HashLevels,
        _ report: inout VerificationReport
    ) {
        let act = signed.act
        let name = "\(act.department)/\(act.officer)"
        guard let key = keys[act.department]?[act.officer] else {
            report.add(VerificationFinding(.keyUnknown, entry: index, name))
            return
        }
        do {
            if let signature = try verifier.signature(of: signed, by: key) {
                unchecked.append((index, signature))
            }
        } catch {
            report.add(VerificationFinding(.actInvalid, entry: index, error.description))
        }
        if act.sequence != (sequences[name] ?? 0) + 1 {
            report.add(
                VerificationFinding(.sequenceBroken, entry: index, "\(name) \(act.sequence)")
            )
        }
        sequences[name] = act.sequence
        let answered = Order(
            hash: act.orderHash,
            about: subject,
            matter: act.matter,
            department: act.department
        )
        if orders[act.order] != answered {
            report.add(VerificationFinding(.orderWrong, entry: index, "\(act.order)"))
        }
        if act.headSize > index || root(at: act.headSize, levels) != act.headRoot {
            report.add(VerificationFinding(.headWrong, entry: index, "\(act.headSize)"))
        }
    }

    /// Has a signature checked with the others, unless the last one gathered is the same.
    mutating func check(_ signature: BatchSignature, of entry: UInt64) {
        if unchecked.last?.signature != signature { unchecked.append((entry, signature)) }
    }

    /// Checks the signatures gathered since the last call.
    mutating func checkSignatures(_ workers: any Workers, _ report: inout VerificationReport) {
        let faults = workers.map(unchecked.count) { [unchecked] place in
            Result { () throws(ActError) in try unchecked[place].signature.verify() }
        }
        for (it, fault) in zip(unchecked, faults) {
            switch fault {
            case .success: report.signatures += 1
            case .failure(let error):
                report.add(VerificationFinding(.actInvalid, entry: it.entry, error.description))
            }
        }
        unchecked = []
    }

    /// The root at an earlier size, remembered, because many acts were signed at the same head.
    private mutating func root(at size: UInt64, _ levels: HashLevels) -> Digest32? {
        if let root = roots[size] { return root }
        roots[size] = levels.root(at: size)
        return roots[size]
    }
}
