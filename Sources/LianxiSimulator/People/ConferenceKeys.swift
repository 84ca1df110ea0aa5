import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiOffice
import LianxiWire

/// The simulated conference: who is in it, and all their keys.
struct ConferenceKeys: Sendable {
    static let origin = "simulated.example/lianxi"
    static let clerk = OfficerID(fixed: "clerk")
    static let head = OfficerID(fixed: "head")

    let log: SigningKey
    let confirmation: SigningKey
    /// The office's officers and their roles when the ledger is founded.
    let staff: Staff
    private let acts: [String: SigningKey]
    private let witnesses: [PartyID: SigningKey]

    /// - Parameters:
    ///   - parties: Who has act keys.
    ///   - witnesses: Who cosigns checkpoints besides.
    ///   - staff: Who works at the office.
    /// - Throws: `NoteError` never happens: the names are fixed and the seeds have 32 bytes.
    init(
        parties: [PartyID],
        witnesses: [PartyID],
        staff: Staff
    ) throws(NoteError) {
        self.staff = staff
        log = try Self.key(Self.origin)
        confirmation = try Self.key(Confirmation.keyName(origin: Self.origin))
        var acts: [String: SigningKey] = [:]
        for party in parties {
            for officer in [Self.clerk, Self.head] {
                let name = "\(party)/\(officer)"
                acts[name] = try Self.key(name)
            }
        }
        for officer in Staff.others {
            let name = "\(PartyID.office)/\(officer)"
            acts[name] = try Self.key(name)
            acts[name + Self.newer] = try SigningKey(name: name, seed: Self.seed(name + Self.newer))
        }
        self.acts = acts
        var keys: [PartyID: SigningKey] = [:]
        for party in witnesses {
            let name = "\(party)/witness"
            keys[party] = try SigningKey(witness: name, seed: Self.seed(name))
        }
        self.witnesses = keys
    }

    /// The key a party's agent cosigns with; `nil` where it is no witness.
    func witness(_ party: PartyID) -> SigningKey? { witnesses[party] }

    /// Of all witnesses, in the order of the cast.
    var witnessKeys: [VerifierKey] { Cast.departments.compactMap { witnesses[$0]?.verifier } }

    /// More than two thirds of all witnesses, in the words of a policy's file.
    var witnessPolicy: WitnessPolicy {
        get throws(WitnessPolicyError) {
            let members = Cast.departments.filter { witnesses[$0] != nil }
            let names = members.map { "\($0)" }.joined(separator: " ")
            let lines = members.compactMap { member in
                witnesses[member].map { "witness \(member) \($0.verifier)\n" }
            }
            let quorum = "group most \(2 * members.count / 3 + 1) \(names)\nquorum most\n"
            let text = "log \(log.verifier)\n" + lines.joined() + quorum
            return try WitnessPolicy(parsing: Array(text.utf8))
        }
    }

    func act(_ party: PartyID, _ officer: OfficerID) -> SigningKey {
        guard let key = acts["\(party)/\(officer)"] else {
            preconditionFailure("\(party) has no key of \(officer)")
        }
        return key
    }

    /// The key an officer of the office has by what is enrolled, which may be his second one.
    func current(_ officer: OfficerID, in docket: Docket) -> SigningKey {
        let enrolled = docket.party(.office)?.party.actKeys.first { $0.officer == officer }
        let newer = acts["\(PartyID.office)/\(officer)" + Self.newer]
        return newer.flatMap { "\($0.verifier)" == enrolled?.verifierKey ? $0 : nil }
            ?? act(.office, officer)
    }

    /// The key of one of the officers who get another now and then, the first or the second.
    func other(than key: SigningKey, of officer: OfficerID) -> SigningKey {
        let first = act(.office, officer)
        guard let newer = acts["\(PartyID.office)/\(officer)" + Self.newer] else { return first }
        return key.verifier == first.verifier ? newer : first
    }

    /// Somebody who has a key of a unit now and then, and signs nothing.
    func guest(of unit: PartyID) -> ActKey? {
        let name = "\(unit)/guest"
        guard let key = try? Self.key(name) else { return nil }
        return ActKey(officer: OfficerID(fixed: "guest"), verifierKey: "\(key.verifier)")
    }

    private static let newer = " newer"

    /// What an officer of the office signs with the key given.
    func signed(
        _ word: OfficeStatement.Word,
        by officer: OfficerID,
        at now: Timestamp,
        with key: SigningKey
    ) -> SignedBy {
        let statement = OfficeStatement(
            origin: Self.origin,
            party: .office,
            officer: officer,
            word: word
        )
        let moment = Timestamp(seconds: now.seconds)
        return SignedBy(
            OfficerSignature(at: moment, signature: key.sign(statement.text(at: moment)).base64)
        )
    }

    /// The CURVE key a party's programs show: 40 times the same character.
    static func curve(_ party: PartyID) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        let place = party.text.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
        return String(repeating: letters[place % letters.count], count: 40)
    }

    func party(_ id: PartyID) -> Party {
        let kind: PartyKind =
            id == .office ? .office : id == .leaders ? .leaders : .department
        return Party(
            id: id,
            kind: kind,
            name: "\(id)",
            curveKeys: [Self.curve(id)],
            actKeys: id == .office
                ? staff.keys { act(.office, $0) }
                : Staff.plain.keys { act(id, $0) },
            feedPort: 0,
            handlesReports: id == Cast.discipline,
            witnessKey: witness(id).map { "\($0.verifier)" },
            signs: kind != .department
        )
    }

    /// The office's clerk, who signs what he asks.
    var hand: OfficeHand {
        OfficeHand(origin: Self.origin, party: .office, signer: act(.office, Self.clerk))
    }

    /// What the officer named signs of a request; `nil` of one that nobody signs, or nobody could.
    func word(
        under request: some DeskRequest,
        id: RequestID,
        in docket: Docket,
        _ surroundings: Surroundings
    ) async throws -> OfficerWord? {
        guard let request = request as? any OfficeRequest else { return nil }
        do {
            return try await request.word(
                origin: Self.origin,
                party: .office,
                id: id,
                at: surroundings.now(),
                seed: Digest32.sha256(of: Array("\(id) \(surroundings.random())".utf8)).bytes,
                by: current(request.hand ?? Self.clerk, in: docket)
            )
        } catch is DeskRefusal {
            return nil
        }
    }

    private static func key(_ name: String) throws(NoteError) -> SigningKey {
        try SigningKey(name: name, seed: seed(name))
    }

    private static func seed(_ name: String) -> [UInt8] {
        Digest32.sha256(of: Array(name.utf8)).bytes
    }
}

/// Who is in the conference.
enum Cast {
    static let labour = PartyID(fixed: "labour")
    static let housing = PartyID(fixed: "housing")
    static let land = PartyID(fixed: "land")
    static let discipline = PartyID(fixed: "discipline")
    static let departments = [labour, housing, land, discipline]
    /// Who is kept from the secrets, where there are any.
    static let excluded = [labour, housing, land]
    static let all = [.office, .leaders] + departments
}
