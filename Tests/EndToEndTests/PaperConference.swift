import Foundation
import LianxiCore
import LianxiLedger
import Paper
import LianxiSettings
import Testing

/// A conference under the shipped rules that needs no daemon: its docket decides, its recorder records.
///
/// What an operator could forge is one change of ``recorded`` away.
struct PaperConference {
    static let origin = "xinfang.paper.example/lianxi"
    static let labour = PartyID(fixed: "rsj")
    static let housing = PartyID(fixed: "zjj")
    static let clerk = OfficerID(fixed: "handler")
    static let head = OfficerID(fixed: "head")

    static func logKey(_ seed: UInt8 = 1) throws -> SigningKey {
        try SigningKey(name: origin, seed: Array(repeating: seed, count: 32))
    }

    private(set) var docket = Docket()
    private(set) var recorded: [Recorded] = []
    private var recorder = Recorder()
    private(set) var now: Timestamp
    private var drawn: UInt64 = 0
    private var sequences: [String: UInt64] = [:]
    private let rules: RuleSet

    init(on day: String = "2026-03-02") throws {
        now = Timestamp(try #require(CivilDate(day)), hour: 9)
        let rules = try RuleSet.load(
            national: Self.path("rules/national-2022.yaml"),
            overlays: [Self.path("rules/local.yaml")],
            related: Self.path("rules/related.yaml")
        )
        self.rules = rules
        try run(.found(origin: Self.origin, name: "纸上联席会议"), by: nil)
        try run(.adoptRuleSet(rules), by: nil)
        try run(.adoptCalendar(try .load(Self.path("calendars/cn-2026.yaml"))), by: nil)
        try run(.adoptPolicy(try .load(Self.path("policies/standard.yaml"), rules: rules)), by: nil)
        for (id, name) in [
            (PartyID.office, "联席办"), (.leaders, "领导"), (Self.labour, "区人社局"),
            (Self.housing, "区住建局"),
        ] {
            try run(.enrol(try Self.party(id, name)), by: nil)
        }
    }

    private static func path(_ name: String) -> String {
        Programs.checkout.appending(path: "config").appending(path: name).path
    }

    static func actKey(_ party: PartyID, _ officer: OfficerID, seed: UInt8 = 7) throws -> SigningKey
    {
        try SigningKey(name: "\(party)/\(officer)", seed: Array(repeating: seed, count: 32))
    }

    private static func party(_ id: PartyID, _ name: String) throws -> Party {
        Party(
            id: id,
            kind: id == .office ? .office : id == .leaders ? .leaders : .department,
            name: name,
            curveKeys: [String(repeating: String("\(id)".suffix(1)), count: 40)],
            actKeys: try [clerk, head].map { officer in
                ActKey(
                    officer: officer,
                    verifierKey: "\(try actKey(id, officer).verifier)",
                    isHead: officer == head
                )
            },
            feedPort: 5600,
            handlesReports: false
        )
    }

    // MARK: What people do

    mutating func register(
        _ number: String,
        _ matterClass: MatterClass = .claim6,
        _ reception: Reception = Reception()
    ) throws -> MatterID {
        drawn += 1
        let matter = MatterID(high: 1, low: drawn)
        let claim = try DossierItem(
            matter: matter,
            field: "claim",
            payload: Array("拖欠工资".utf8),
            salt: Array(repeating: UInt8(truncatingIfNeeded: drawn), count: 32)
        )
        let facts = MatterFacts(
            matter: matter,
            matterClass: matterClass,
            purpose: .claim,
            subject: "labour",
            place: "青山镇",
            isUrgent: false,
            piece: Piece(
                number: number,
                channel: .letter,
                receivedAt: now,
                persons: 1,
                dossier: [DossierReference(field: "claim", commitment: claim.commitment)]
            )
        )
        try run(.register(facts, reception), by: office())
        return matter
    }

    /// Registered, dispatched to the labour bureau and received there.
    mutating func handOut(_ number: String, within period: String? = nil) throws -> AssignmentID {
        let id = try dispatch(register(number), to: Self.labour, within: period)
        try receive(id)
        return id
    }

    mutating func dispatch(
        _ matter: MatterID,
        to department: PartyID,
        within period: String? = nil
    ) throws -> AssignmentID {
        drawn += 1
        let id = AssignmentID(high: 2, low: drawn)
        let recipient = Recipient(assignment: id, department: department, role: .lead)
        try run(
            .dispatch(
                matter: matter,
                kind: period == nil ? .forwarded : .assigned,
                feedbackPeriod: period.flatMap { Period($0) },
                recipients: [recipient]
            ),
            by: office()
        )
        return id
    }

    mutating func receive(_ id: AssignmentID) throws {
        let record = try #require(docket.assignment(id))
        let department = record.assignment.department
        try run(
            .receive(department: department, order: record.order),
            by: Cause(party: department, officer: nil, request: nil)
        )
    }

    mutating func act(
        _ verb: ActVerb,
        on id: AssignmentID,
        by officer: OfficerID = Self.clerk,
        _ says: ActSayings = ActSayings(),
        detail: String? = nil
    ) throws {
        let record = try #require(docket.assignment(id))
        let department = record.assignment.department
        let key = try Self.actKey(department, officer)
        let sequence = sequences[key.name, default: 0] + 1
        sequences[key.name] = sequence
        let duty = verb.duties.first { duty in
            docket.clock(record.key(of: duty))?.isRunning ?? false
        }
        let isNoted = verb.form.required.contains(.note)
        let item = try DossierItem(
            matter: record.assignment.matter,
            field: verb.form.field,
            payload: Array("详见附件".utf8),
            salt: Array(repeating: UInt8(truncatingIfNeeded: sequence), count: 32)
        )
        let act = Act(
            verb: verb,
            order: record.order,
            orderHash: record.orderHash,
            headSize: 0,
            headRoot: .emptyRoot,
            matter: record.assignment.matter,
            department: department,
            officer: officer,
            duty: duty ?? verb.duties[0],
            ruleSet: rules.id,
            claimedAt: now,
            sequence: sequence,
            detail: detail,
            note: isNoted ? item.commitment : nil,
            says: says
        )
        for signed in try ActBatch.sign([act], origin: Self.origin, by: key) {
            try run(.act(signed), by: Cause(party: department, officer: officer, request: nil))
        }
    }

    mutating func step(_ step: Step) throws { try run(.step(step), by: office()) }

    mutating func move(_ it: DocumentMove) throws { try run(.document(it), by: office()) }

    mutating func draw() -> UInt64 {
        drawn += 1
        return drawn
    }

    mutating func reorganise(_ it: Reorganised) throws { try run(.reorganise(it), by: office()) }

    /// Lets time pass; whatever falls due meanwhile fires at its moment.
    mutating func go(to day: String, hour: Int = 9) throws {
        let until = Timestamp(try #require(CivilDate(day)), hour: hour)
        while let wake = docket.plan(at: now).wake, wake <= until {
            now = max(wake, now)
            try run(.advanceClock, by: nil)
        }
        now = max(now, until)
    }

    private mutating func office() -> Cause {
        drawn += 1
        let request = RequestID(high: 3, low: drawn)
        return Cause(party: .office, officer: OfficerID(fixed: "coordinator"), request: request)
    }

    private mutating func run(_ command: Command, by cause: Cause?) throws {
        guard case .record(let events) = try docket.decide(command, by: cause, at: now) else {
            Issue.record("\(command) was done before")
            return
        }
        for event in events {
            let made = try recorder.record(event, at: now, cause: cause)
            docket.apply(made)
            recorded.append(made)
        }
    }

    // MARK: What is left

    /// The ledger as an operator may write it: these events, numbered and hashed as they must be.
    static func entries(_ events: [Recorded]) throws -> [[UInt8]] {
        var recorder = Recorder()
        for it in events { _ = try recorder.record(it.event, at: it.at, cause: it.cause) }
        return recorder.takeBatch()?.entries.map(\.bytes) ?? []
    }

    var entries: [[UInt8]] { get throws { try Self.entries(recorded) } }

    static func export(_ entries: [[UInt8]], by key: SigningKey? = nil) throws -> PaperExport {
        PaperExport(entries, by: try key ?? logKey())
    }
}

extension PaperExport {
    func report() throws -> VerificationReport {
        var verifier = LedgerVerifier(self, key: try PaperConference.logKey().verifier)
        return try verifier.verify()
    }

    /// Writes the files to a new folder, beside the log's key as `ledger.vkey`.
    func written() throws -> PaperFolder {
        let folder = PaperFolder()
        for (path, bytes) in files { try folder.put(path, bytes) }
        try folder.put("ledger.vkey", Array("\(try PaperConference.logKey().verifier)\n".utf8))
        return folder
    }
}

/// A folder of a test's own, gone with the last that holds it.
final class PaperFolder: Sendable {
    let place = FileManager.default.temporaryDirectory
        .appending(path: "lianxi-paper-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: place) }

    func path(_ name: String) -> String { place.appending(path: name).path }

    func put(_ name: String, _ bytes: [UInt8]) throws {
        let file = place.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: place.appending(path: name)))
    }

    /// Runs `lianxi-audit` on this folder.
    func audit(
        _ command: String,
        _ arguments: [String] = [],
        lang: String = "en",
        output: String = "text"
    ) throws -> Finished {
        try run(
            "lianxi-audit",
            [command, place.path] + arguments
                + ["--key", path("ledger.vkey"), "--lang", lang, "--output", output]
        )
    }
}
