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
                if isAtWork, !person.isResting { try await Self.report(number, desk, hand) }
            }
        }
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
