import LianxiCore

/// Audits who signed: keys as enrolled at each entry, signatures, sequences, and orders answered.
struct ActAuditor {
    /// An entry that handed an assignment to a department.
    private struct Order {
        let hash: Digest32
        let assignment: AssignmentID
        let matter: MatterID
        let department: PartyID
    }

    private let origin: String
    /// The act keys of each party at work, by officer.
    private var keys: [PartyID: [OfficerID: VerifierKey]] = [:]
    private var everEnrolled: Set<PartyID> = []
    private var orders: [UInt64: Order] = [:]
    /// By the key's name: a key enrolled in place of another goes on counting.
    private var sequences: [String: UInt64] = [:]
    private var roots: [UInt64: Digest32] = [:]
    private var verifier: ActVerifier
    /// Signatures that wait to be checked together, with the entries they were first found in.
    private var unchecked: [(entry: UInt64, signature: ActSignature)] = []

    init(origin: String) {
        self.origin = origin
        verifier = ActVerifier(origin: origin)
    }

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
                assignment: it.assignment.id,
                matter: it.assignment.matter,
                department: it.assignment.department
            )
        case .objectionDecided(let it):
            orders[index] = Order(
                hash: hash,
                assignment: it.assignment,
                matter: it.matter,
                department: it.department
            )
        case .stepped(let it): follow(it, index: index, hash: hash)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            audit(it, index: index, levels, &report)
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
            assignment: id,
            matter: it.step.matter,
            department: department
        )
    }

    private mutating func enrol(
        _ party: Party,
        index: UInt64,
        _ report: inout VerificationReport
    ) {
        everEnrolled.insert(party.id)
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
        _ acted: Acted,
        index: UInt64,
        _ levels: HashLevels,
        _ report: inout VerificationReport
    ) {
        let act = acted.act.act
        let name = "\(act.department)/\(act.officer)"
        guard let key = keys[act.department]?[act.officer] else {
            report.add(VerificationFinding(.keyUnknown, entry: index, name))
            return
        }
        do {
            if let signature = try verifier.signature(of: acted.act, by: key) {
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
        let order = orders[act.order]
        if order?.hash != act.orderHash || order?.department != act.department
            || order?.matter != act.matter || order?.assignment != acted.assignment
        {
            report.add(VerificationFinding(.orderWrong, entry: index, "\(act.order)"))
        }
        if act.headSize > index || root(at: act.headSize, levels) != act.headRoot {
            report.add(VerificationFinding(.headWrong, entry: index, "\(act.headSize)"))
        }
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
