import LianxiCore
import LianxiLedger
import LianxiWire

/// An order as a department got it on its feed.
struct Order: Hashable, Sendable {
    let assignment: AssignmentID
    let matter: MatterID
    let department: PartyID
    let index: UInt64
    let hash: Digest32
}

extension World {
    static func matter(_ number: UInt64) -> MatterID { MatterID(high: 0xa, low: number) }

    static func assignment(_ number: UInt64) -> AssignmentID {
        AssignmentID(high: 0xb, low: number)
    }

    static func draft(_ number: UInt64) -> MatterDraft {
        MatterDraft(
            matter: matter(number),
            matterClass: .claim6,
            purpose: .claim,
            subject: "labour",
            place: "东城街道",
            isUrgent: false,
            piece: PieceDraft(
                number: "2026-\(number)",
                channel: .letter,
                receivedAt: Samples.morning,
                persons: 1,
                dossier: [
                    DossierText(field: "petitioner", text: "张三，某路 \(number) 号"),
                    DossierText(field: "claim", text: "拖欠工资"),
                ]
            )
        )
    }

    /// Registers matters by their numbers.
    @discardableResult
    func register(
        _ numbers: ClosedRange<UInt64>,
        as id: RequestID? = nil
    ) async throws -> [EntryResult] {
        let drafts = numbers.map { Self.draft($0) }
        let request = RegisterRequest(officer: Samples.coordinator, matters: drafts)
        return try await ask(.office, request, as: id).results
    }

    /// Hands a matter registered before to a department; the assignment has the matter's number.
    func dispatch(_ number: UInt64, to department: PartyID) async throws -> Order {
        let recipient = Recipient(
            assignment: Self.assignment(number),
            department: department,
            role: .lead
        )
        let request = DispatchRequest(
            officer: Samples.coordinator,
            orders: [
                DispatchOrder(
                    matter: Self.matter(number),
                    kind: .forwarded,
                    period: nil,
                    recipients: [recipient]
                )
            ]
        )
        guard case .entries(let entries)? = try await ask(.office, request).results.first,
            let index = entries.first
        else { throw WorldError.refused }
        return Order(
            assignment: recipient.assignment,
            matter: Self.matter(number),
            department: department,
            index: index,
            hash: storage.entries[Int(index)].hash
        )
    }

    /// Registers and dispatches.
    func order(_ number: UInt64, to department: PartyID) async throws -> Order {
        try await register(number...number)
        return try await dispatch(number, to: department)
    }

    func act(
        _ verb: ActVerb,
        _ order: Order,
        sequence: UInt64,
        note: Digest32? = nil,
        duty: DutyID? = nil,
        hash: Digest32? = nil,
        head: (size: UInt64, root: Digest32) = (0, .emptyRoot)
    ) -> Act {
        let duties: [ActVerb: DutyID] = [
            .sign: .signature, .object: .objection, .accept: .notice, .conclude: .conclusion,
        ]
        return Act(
            verb: verb,
            order: order.index,
            orderHash: hash ?? order.hash,
            headSize: head.size,
            headRoot: head.root,
            matter: order.matter,
            department: order.department,
            officer: Samples.officer,
            duty: duty ?? duties[verb] ?? .signature,
            ruleSet: Samples.ruleSet.id,
            claimedAt: clock.now(),
            sequence: sequence,
            detail: verb == .conclude ? "supported" : nil,
            note: note
        )
    }

    /// Acts of one department's officer as one signed request.
    func request(_ acts: [Act], notes: [OpenedItem] = []) throws -> ActRequest {
        let key = try Samples.actKey(acts[0].department, Samples.officer)
        let signed = try ActBatch.sign(acts, origin: Samples.origin, by: key)
        return ActRequest(
            acts: signed.map(\.text),
            signature: try signed[0].signatureBytes(),
            notes: notes
        )
    }

    /// Entries confirmed by the daemon's key.
    func confirmed(_ reply: ActReply) throws -> [Confirmation.Line] {
        try Confirmation(
            verifying: Array(reply.confirmation.utf8),
            by: Samples.confirmationKey().verifier
        ).entries
    }
}

enum WorldError: Error {
    case refused
}

extension EntryResult {
    /// The entry; `nil` when refused.
    var entry: UInt64? {
        if case .entry(let index) = self { index } else { nil }
    }

    /// The refusal's code; `nil` when there is an entry.
    var refusal: Refusal? {
        if case .refused(let refusal) = self { refusal.refusal } else { nil }
    }
}
