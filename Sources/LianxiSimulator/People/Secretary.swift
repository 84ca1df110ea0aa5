import LianxiClient
import LianxiCore
import LianxiWire

/// The other hand of the office: informants' reports against a department, kept from all but the
/// discipline organ.
struct Secretary: Sendable {
    /// The matters' identifiers begin with it; no other matter's does.
    static let mark: UInt64 = 9

    let person: Participant

    /// At work or not: if not, there is no secret, and the same time passes.
    init(in world: World, isAtWork: Bool) {
        let hand = world.keys.hand
        person = Participant("secretary", of: .office, in: world) { desk, person in
            for number in UInt64(1)... {
                try await desk.surroundings.sleep(person.lot.pick(1500...6000))
                guard isAtWork, !person.isResting else { continue }
                try await Self.report(number, desk, hand)
                let meetings = person.world.inspector.docket.meetings
                if let meeting = meetings.last(where: { $0.state == .called })?.id {
                    await Self.list(number, meeting, desk, hand)
                }
            }
        }
    }

    /// Whoever may not see the matter is told of the meeting as if it were not on the agenda.
    private static func list(
        _ number: UInt64,
        _ meeting: MeetingID,
        _ desk: Participant.Desk,
        _ hand: OfficeHand
    ) async {
        let step = MeetingStep(
            .list,
            of: meeting,
            StepDetails(word: ItemSource.hand.rawValue, link: MatterID(high: mark, low: number))
        )
        // The meeting may have begun meanwhile, or be cancelled.
        _ = try? await desk.client.ask(
            MeetingRequest(officer: ConferenceKeys.clerk, step: step),
            by: hand
        )
    }

    private static func report(
        _ number: UInt64,
        _ desk: Participant.Desk,
        _ hand: OfficeHand
    ) async throws {
        let matter = MatterID(high: mark, low: number)
        let draft = MatterDraft(
            matter: matter,
            matterClass: .informant,
            purpose: .report,
            subject: "labour",
            place: "永定街道",
            isUrgent: false,
            piece: PieceDraft(
                number: "密\(number)",
                channel: .letter,
                receivedAt: desk.surroundings.now(),
                persons: 1,
                dossier: [DossierText(field: "claim", text: "检举")]
            ),
            reception: Reception()
        )
        let order = DispatchOrder(
            matter: matter,
            kind: .assigned,
            period: .calendarDays(30),
            recipients: [
                Recipient(
                    assignment: AssignmentID(high: mark, low: number),
                    department: Cast.discipline,
                    role: .lead
                )
            ]
        )
        let clerk = ConferenceKeys.clerk
        _ = try await desk.client.ask(
            RegisterRequest(officer: clerk, matters: [draft]),
            by: hand
        )
        _ = try await desk.client.ask(DispatchRequest(officer: clerk, orders: [order]), by: hand)
    }
}
