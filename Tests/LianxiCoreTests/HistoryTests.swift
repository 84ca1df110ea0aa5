import Foundation
import LianxiCore
import Testing

/// SplitMix64: small, seeded, the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

@Suite("Random histories")
struct HistoryTests {
    static let commands = 3_000
    /// Four with the other tests; `LIANXI_HISTORIES=500` plays as many.
    static let seeds =
        1...(ProcessInfo.processInfo.environment["LIANXI_HISTORIES"].flatMap { UInt64($0) } ?? 4)

    @Test(
        "Thousands of commands keep the invariants, and a replay gives the same docket",
        arguments: seeds
    )
    func histories(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var it = Conference(on: "2026-09-01", rules: .whole(RuleOption.allCases))
        var play = Play()
        for number in 0..<Self.commands {
            play.step(&it, &random)
            guard number % 100 == 0 || number == Self.commands - 1 else { continue }
            let faults = it.docket.checkInvariants()
            guard faults.isEmpty else {
                let told = faults.map { "\($0)\n\(it.told(of: $0))" }.joined(separator: "\n")
                Issue.record("seed \(seed), command \(number): \(told)")
                return
            }
        }
        if seed <= 4 {
            // What these play is worth playing.
            #expect(play.refused > 100 && play.repeated > 50)
            #expect(it.history.count > Self.commands / 3)
            let taken = Set(it.docket.matters.flatMap(\.steps).map(\.name.text))
            #expect(taken.count > 20, "seed \(seed): only \(taken.sorted())")
        }
        var replayed = Docket()
        for recorded in it.history { replayed.apply(recorded) }
        #expect(replayed == it.docket)
        expectEachOnce(it.history)
        expectNumbered(it.history, it.docket)
    }

    /// Each target of each step of each run of a clock fires at most once.
    private func expectEachOnce(_ history: [Recorded]) {
        var runs: [ClockKey: Int] = [:]
        var seen: Set<String> = []
        for recorded in history {
            for (key, _) in recorded.event.starts { runs[key, default: 0] += 1 }
            guard case .escalated(let it) = recorded.event, it.step != Escalated.outsidePolicy
            else { continue }
            let run = runs[it.clock, default: 0]
            let name = "\(it.clock) \(run) \(it.step) \(it.recipient) \(it.post)"
            #expect(seen.insert(name).inserted, "\(name) fired twice")
            #expect(it.due <= recorded.at)
        }
        #expect(seen.count > 100)
    }

    /// Feeds and chains number their entries without gaps.
    private func expectNumbered(_ history: [Recorded], _ docket: Docket) {
        var feeds: [PartyID: UInt64] = [:]
        var chains: [MatterID: (UInt64, Digest32)] = [:]
        for recorded in history {
            if let recipient = recorded.event.recipient { feeds[recipient, default: 0] += 1 }
            if let matter = recorded.event.matter {
                chains[matter] = ((chains[matter]?.0 ?? 0) + 1, recorded.hash)
            }
        }
        for (party, head) in feeds { #expect(docket.feedHead(of: party) == head) }
        for (matter, chain) in chains {
            let link = docket.chainLink(of: .matter(matter))
            #expect(link.number == chain.0 + 1 && link.previous == chain.1)
        }
    }
}

/// Plays the office, the departments and the passing of time, sensibly and not.
private struct Play {
    var matters: [MatterID] = []
    var orders: [AssignmentID] = []
    var tellings: [(command: Command, party: PartyID, request: RequestID?)] = []
    var refused = 0
    var repeated = 0

    mutating func step(_ it: inout Conference, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<12: pass(&it, &random)
        case 12..<24: register(&it, &random)
        case 24..<40: dispatch(&it, &random)
        case 40..<50: receive(&it, &random)
        case 50..<68: act(&it, &random)
        case 68..<70: handOver(&it, &random)
        case 70..<72: keep(&it, &random)
        case 72..<86: take(&it, &random)
        case 86..<90: decide(&it, &random)
        case 90..<96: again(&it, &random)
        case 96..<97: upset(&it, &random)
        case 97..<98: reorganise(&it, &random)
        default: look(&it, &random)
        }
    }

    private mutating func tell(
        _ command: Command,
        _ party: PartyID,
        _ it: inout Conference,
        by officer: OfficerID? = nil,
        request: RequestID? = nil
    ) -> Bool {
        let size = it.docket.size
        do {
            try it.does(command, by: party, officer: officer, request: request)
            tellings.append((command, party, request))
            if it.docket.size == size { repeated += 1 }
            return true
        } catch {
            refused += 1
            return false
        }
    }

    private func pass(_ it: inout Conference, _ random: inout SeededGenerator) {
        it.now = it.now.adding(milliseconds: Int64.random(in: 0..<72_000_000, using: &random))
        _ = it.advance()
        if it.now > moment("2026-12-01"), it.docket.calendars[dataSet("cn-2027")] == nil {
            it.must { (it) throws(Refusal) in try it.does(.adoptCalendar(.of2027)) }
        }
    }

    private mutating func register(_ it: inout Conference, _ random: inout SeededGenerator) {
        let matterClass = MatterClass.allCases.randomElement(using: &random) ?? .claim6
        let facts = it.facts(Bool.random(using: &random) ? .claim6 : matterClass)
        let request = RequestID(from: &random)
        if tell(.register(facts), .office, &it, request: request) { matters.append(facts.matter) }
    }

    private mutating func dispatch(_ it: inout Conference, _ random: inout SeededGenerator) {
        guard let matter = matters.suffix(40).randomElement(using: &random) else { return }
        let all = Conference.departments + [Conference.discipline]
        let count = Int.random(in: 1...3, using: &random)
        let recipients = all.shuffled(using: &random).prefix(count).enumerated().map { place, id in
            Recipient(
                assignment: AssignmentID(from: &random),
                department: id,
                role: place == 0 ? .lead : .assisting
            )
        }
        let feedback = Bool.random(using: &random) ? period("30d") : nil
        let command = Command.dispatch(
            matter: matter,
            kind: feedback == nil ? .forwarded : .assigned,
            feedbackPeriod: feedback,
            recipients: recipients
        )
        if tell(command, .office, &it, request: RequestID(from: &random)) {
            orders += recipients.map(\.assignment)
        }
    }

    private mutating func receive(_ it: inout Conference, _ random: inout SeededGenerator) {
        guard let order = orders.suffix(60).randomElement(using: &random) else { return }
        let department = it[order].assignment.department
        let command = Command.receive(department: department, order: it[order].order)
        _ = tell(command, department, &it)
    }

    /// What units do with assignments; acts on documents and answers to the conference have tests of
    /// their own.
    private static let verbs = ActVerb.allCases.filter {
        !$0.isOfConference && !$0.concernsDocument
    }

    private mutating func act(_ it: inout Conference, _ random: inout SeededGenerator) {
        guard let order = orders.suffix(60).randomElement(using: &random),
            let verb = Self.verbs.randomElement(using: &random)
        else { return }
        let isHead = verb == .approveExtension
        let slip = Int64.random(in: -1...1, using: &random)
        let isSpoiled = Int.random(in: 0..<20, using: &random) == 0
        let officer = isHead ? Conference.head : Conference.clerk
        let signed = it.signed(verb, on: order, by: officer) { draft in
            if let word = verb.form.words.randomElement(using: &random), draft.detail != nil {
                draft.detail = word
            }
            if isSpoiled { draft.sequence = UInt64(max(0, Int64(draft.sequence) + slip)) }
        }
        _ = tell(.act(signed), signed.act.department, &it)
    }

    /// A step with whatever its form asks for, now and then something else.
    private mutating func take(_ it: inout Conference, _ random: inout SeededGenerator) {
        guard let kind = StepKind.allCases.randomElement(using: &random),
            let order = orders.suffix(60).randomElement(using: &random),
            let other = matters.suffix(40).randomElement(using: &random)
        else { return }
        let matter =
            kind.concernsAssignment || Bool.random(using: &random)
            ? it[order].assignment.matter : other
        let form = kind.form
        let today = it.now.civilDate
        let isWanted = { (member: StepForm.Member) in form.required.contains(member) }
        var details = StepDetails(
            word: form.words.randomElement(using: &random),
            on: isWanted(.on) ? today : nil,
            until: isWanted(.until) ? today.adding(days: 3) : nil,
            period: isWanted(.period) || kind == .decideReview && Bool.random(using: &random)
                ? period("9d") : nil,
            document: isWanted(.document) ? "1号" : nil,
            person: isWanted(.person) ? "值班员" : nil,
            link: isWanted(.link) ? other : nil,
            party: isWanted(.party) ? it[order].assignment.department : nil
        )
        if form.allows(.note) {
            details.notes = [DossierReference(field: form.field, commitment: hash(it.draw(), 4))]
        }
        if kind == .dispose, details.word != "filed" { details.link = other }
        let step = Step(
            kind,
            of: matter,
            assignment: kind.concernsAssignment ? order : nil,
            details
        )
        _ = tell(.step(step), .office, &it, request: RequestID(from: &random))
    }

    /// A department's duties go to another, or to nobody yet; now and then it is named anew.
    private mutating func reorganise(_ it: inout Conference, _ random: inout SeededGenerator) {
        let all = Conference.departments + [Conference.discipline]
        guard let from = all.randomElement(using: &random) else { return }
        let change = Reorganised(
            change: .moved,
            from: from,
            to: Bool.random(using: &random) ? all.randomElement(using: &random) : nil,
            on: it.now.civilDate.adding(days: Int.random(in: 0...3, using: &random)),
            document: "编〔2026〕1号"
        )
        let standing = all.count { it.docket.party($0)?.change == nil }
        guard standing > 2 || it.docket.party(from)?.change != nil else { return }
        _ = tell(.reorganise(change), .office, &it, request: RequestID(from: &random))
    }

    /// A former unit hands over, also what it never received, and what is over or destroyed.
    private mutating func handOver(_ it: inout Conference, _ random: inout SeededGenerator) {
        let moved = orders.filter { !it[$0].formerUnits.isEmpty }
        guard let order = moved.randomElement(using: &random),
            let former = it[order].formerUnits.randomElement(using: &random)
        else { return }
        let signed = it.handOver(order, former)
        _ = tell(.act(signed), former.department, &it)
    }

    /// Papers, further pieces, and the end of a dossier.
    private mutating func keep(_ it: inout Conference, _ random: inout SeededGenerator) {
        let archived = matters.filter { it.docket.matter($0)?.stage == .archived }
        let isLate = Bool.random(using: &random)
        guard let matter = (isLate ? archived : matters).randomElement(using: &random) else {
            return
        }
        let listing = DossierReference(
            field: AttachmentRecord.field,
            commitment: hash(UInt64.random(in: 1...200, using: &random), 5)
        )
        let order = ErasureOrder(matter: matter, ground: .order, document: "1号")
        let asked = it.docket.matter(matter)?.erasure?.asked
        let command =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: Command.attach(matter, listing: listing)
            case 1: Command.join(matter, it.facts(.claim6).piece)
            case 2: Command.askErasure(ErasureAsked(order: order, signed: Conference.signed))
            default:
                Command.erase(matter: matter, asked: asked?.index ?? 0, signed: Conference.signed)
            }
        let isSecond = asked?.officer == Conference.clerk
        let officer = isSecond ? Conference.head : Conference.clerk
        _ = tell(command, .office, &it, by: officer, request: RequestID(from: &random))
    }

    private mutating func decide(_ it: inout Conference, _ random: inout SeededGenerator) {
        let open = orders.suffix(60).filter { it[$0].state == .objected }
        guard let order = open.randomElement(using: &random) else { return }
        let command = Command.decideObjection(
            assignment: order,
            version: it[order].version,
            isUpheld: Bool.random(using: &random),
            note: nil
        )
        _ = tell(command, .office, &it, request: RequestID(from: &random))
    }

    private mutating func again(_ it: inout Conference, _ random: inout SeededGenerator) {
        guard let telling = tellings.suffix(50).randomElement(using: &random) else { return }
        _ = tell(telling.command, telling.party, &it, request: telling.request)
    }

    /// A department is revoked, or comes back.
    private mutating func upset(_ it: inout Conference, _ random: inout SeededGenerator) {
        guard let id = Conference.departments.randomElement(using: &random) else { return }
        let isRevoked = it.docket.party(id)?.isRevoked ?? false
        _ = tell(isRevoked ? .enrol(Conference.sample(id)) : .revoke(id), .office, &it)
    }

    private mutating func look(_ it: inout Conference, _ random: inout SeededGenerator) {
        guard let matter = matters.randomElement(using: &random),
            let id = Conference.departments.randomElement(using: &random)
        else { return }
        let fields = it.docket.dossier(of: matter, visibleTo: .office)
        _ = tell(.look(into: .matter(matter), fields: fields, purpose: "handling"), id, &it)
    }
}

extension Conference {
    /// What became of the assignment that a fault names, a line for each entry.
    fileprivate func told(of fault: String) -> String {
        guard let id = fault.split(separator: " ").dropFirst().first else { return "" }
        return history.compactMap { recorded in
            let text = "\(recorded.event)"
            guard text.contains("\(id)"), !text.hasPrefix("escalated") else { return nil }
            let verb = text.firstRange(of: "verb: ").map { text[$0.upperBound...].prefix(40) }
            let kind = text.firstRange(of: "StepKind.").map { text[$0.upperBound...].prefix(20) }
            return "  \(recorded.index) \(text.prefix(18)) \(verb ?? kind ?? "")"
        }
        .joined(separator: "\n")
    }
}

extension Event {
    /// The clocks the event starts, with their keys.
    fileprivate var starts: [(ClockKey, ClockStart)] {
        let parts: (MatterID, AssignmentID?, [ClockStart])
        switch self {
        case .registered(let it): parts = (it.facts.matter, nil, it.clocks)
        case .dispatched(let it): parts = (it.assignment.matter, it.assignment.id, it.clocks)
        case .received(let it): parts = (it.matter, it.assignment, it.clocks)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it):
            parts = (it.act.act.matter, it.assignment, it.clocks)
        case .acted(let it): parts = (it.act.act.matter, it.assignment, it.clocks)
        case .stepped(let it): parts = (it.step.matter, it.step.assignment, it.clocks)
        case .objectionDecided(let it): parts = (it.matter, it.assignment, it.clocks)
        default: return []
        }
        return parts.2.map { start in
            let assignment = start.duty.concernsMatter ? nil : parts.1
            return (ClockKey(matter: parts.0, assignment: assignment, duty: start.duty), start)
        }
    }
}
