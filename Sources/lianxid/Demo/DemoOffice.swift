import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiOffice
import LianxiWire
import LianxiZeroMQ
import Logging

/// The office's coordinator in the demonstration: watches every entry and decides objections.
struct DemoOffice {
    /// What was seen, for the last line.
    struct Counts {
        var dispatched = 0
        var received = 0
        var signed = 0
        var objected = 0
        var accepted = 0
        var concluded = 0
        var escalated = 0
        var entries: UInt64 = 0
    }

    private(set) var counts = Counts()
    private var narrator: Narrator
    private let desk: DeskClient
    private let hand: OfficeHand
    private let coordinator = OfficerID(fixed: "coordinator")
    private let departments: [PartyID]
    private let language: Language
    private let show: (String) -> Void

    init(
        desk: DeskClient,
        hand: OfficeHand,
        departments: [PartyID],
        language: Language,
        show: @escaping (String) -> Void
    ) {
        self.desk = desk
        self.hand = hand
        self.departments = departments
        self.language = language
        self.narrator = Narrator(language: language)
        self.show = show
    }

    /// Asks for the entries recorded since the last call, tells them, and answers objections.
    mutating func turn() async throws {
        var lines: [String] = []
        defer { tell(lines) }
        while true {
            let answer = try await desk.answer(
                to: EntriesRequest(from: counts.entries, limit: WireLimits.items)
            )
            guard !answer.items.isEmpty else { return }
            for frame in answer.items {
                let entry = try EntryCodec.decode(EntryItem(decoding: frame).entry)
                counts.entries += 1
                count(entry.event)
                if let line = narrator.line(for: entry.event) {
                    lines.append("\(entry.at.wallText)  \(line)")
                }
                if case .objected(let act) = entry.event { try await decide(act) }
            }
        }
    }

    /// Shows what happened in one turn; of a flood its beginning and how much more there was.
    private func tell(_ lines: [String]) {
        let most = 14
        for line in lines.prefix(most) { show(line) }
        if lines.count > most {
            let more = lines.count - most
            show(language.pick("    ……另有 \(more) 条", "    … and \(more) more"))
        }
    }

    private mutating func count(_ event: Event) {
        switch event {
        case .dispatched: counts.dispatched += 1
        case .received: counts.received += 1
        case .signed: counts.signed += 1
        case .objected: counts.objected += 1
        case .accepted: counts.accepted += 1
        case .concluded: counts.concluded += 1
        case .escalated: counts.escalated += 1
        default: break
        }
    }

    /// Upholds every other objection and hands the matter to the next department.
    private func decide(_ objected: Acted) async throws {
        let isUpheld = counts.objected % 2 == 1
        _ = try await order(
            DecideObjectionRequest(
                officer: coordinator,
                assignment: objected.assignment,
                matter: objected.act.act.matter,
                version: objected.version,
                isUpheld: isUpheld,
                reason: isUpheld ? nil : "经核，属于你单位职权范围，请依法受理。"
            )
        )
        let act = objected.act.act
        guard isUpheld, let place = departments.firstIndex(of: act.department) else { return }
        let next = departments[(place + 1) % departments.count]
        let recipient = Recipient(
            assignment: AssignmentID(
                high: desk.surroundings.random(),
                low: desk.surroundings.random()
            ),
            department: next,
            role: .lead
        )
        _ = try? await order(
            DispatchRequest(
                officer: coordinator,
                orders: [
                    DispatchOrder(
                        matter: act.matter,
                        kind: .forwarded,
                        period: nil,
                        recipients: [recipient]
                    )
                ]
            ),
            refusal: { answer in
                if case .refused(let refusal)? = answer.results.first { refusal } else { nil }
            }
        )
    }

    /// Asks with the coordinator's own word, by the daemon's clock: it runs so fast that a word may be too old at once.
    private func order<Request: OfficeRequest>(
        _ request: Request,
        refusal: (Request.Answer) -> DeskRefusal? = { _ in nil }
    ) async throws -> Request.Answer {
        var attempts = 20
        while true {
            attempts -= 1
            let time = try await desk.ask(StatusRequest()).time
            do {
                let answer = try await desk.ask(request, by: hand, at: time)
                if let refusal = refusal(answer) { throw DeskError.refused(refusal) }
                return answer
            } catch DeskError.refused(let refusal)
                where refusal.refusal == .requestTooOld && attempts > 0
            {}
        }
    }
}
