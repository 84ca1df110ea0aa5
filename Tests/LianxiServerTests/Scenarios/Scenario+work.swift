import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Synchronization
import Testing

/// One assignment, and the matter it is part of.
struct Charge: Hashable, Sendable {
    let matter: MatterID
    let id: AssignmentID
}

// What the office and the departments do, each by a request of its own.

extension Scenario {
    func draw() -> UInt64 {
        memory.withLock { memory in
            memory.drawn += 1
            return memory.drawn
        }
    }

    // MARK: The office

    /// Registers a matter received now, or when `received` says.
    func registered(
        _ matterClass: MatterClass = .claim6,
        received: Timestamp? = nil,
        persons: Int = 1,
        channel: Channel = .letter,
        reception: Reception = Reception()
    ) async throws -> MatterID {
        let draft = draft(
            matterClass,
            received: received,
            persons: persons,
            channel: channel,
            reception: reception
        )
        try await register([draft])
        return draft.matter
    }

    func draft(
        _ matterClass: MatterClass,
        received: Timestamp? = nil,
        persons: Int = 1,
        channel: Channel = .letter,
        claim: String = "请求处理",
        reception: Reception = Reception()
    ) -> MatterDraft {
        let number = draw()
        return MatterDraft(
            matter: MatterID(high: 1, low: number),
            matterClass: matterClass,
            purpose: matterClass == .informant ? .report : .claim,
            subject: "labour",
            place: "永定街道",
            isUrgent: false,
            piece: PieceDraft(
                number: "信\(number)",
                channel: channel,
                receivedAt: received ?? now,
                persons: persons,
                dossier: [
                    DossierText(field: "claim", text: claim),
                    DossierText(field: "petitioner", text: "张三"),
                ]
            ),
            reception: reception
        )
    }

    func register(_ drafts: [MatterDraft]) async throws {
        let request = RegisterRequest(officer: Self.clerk, matters: drafts)
        for result in try await world.ask(.office, request).results {
            if case .refused(let refusal) = result { throw refusal }
        }
    }

    /// Hands the matter to the departments; the first leads.
    func dispatched(
        _ matter: MatterID,
        to departments: PartyID...,
        within feedback: String? = nil
    ) async throws -> [Charge] {
        let recipients = departments.enumerated().map { place, department in
            Recipient(
                assignment: AssignmentID(high: 2, low: draw()),
                department: department,
                role: place == 0 ? .lead : .assisting
            )
        }
        let order = DispatchOrder(
            matter: matter,
            kind: feedback == nil ? .forwarded : .assigned,
            period: feedback.flatMap { Period($0) },
            recipients: recipients
        )
        let request = DispatchRequest(officer: Self.clerk, orders: [order])
        for result in try await world.ask(.office, request).results {
            if case .refused(let refusal) = result { throw refusal }
        }
        return recipients.map { Charge(matter: matter, id: $0.assignment) }
    }

    /// Registers a matter and hands it to one department, whose system has it at once.
    func charged(
        _ matterClass: MatterClass = .claim6,
        to department: PartyID = labour,
        within feedback: String? = nil
    ) async throws -> Charge {
        let matter = try await registered(matterClass)
        let charge = try await dispatched(matter, to: department, within: feedback)[0]
        try await receives(charge)
        return charge
    }

    @discardableResult
    func takes(
        _ kind: StepKind,
        of matter: MatterID,
        on charge: Charge? = nil,
        _ says: StepDetails = StepDetails(),
        note: String? = nil
    ) async throws -> UInt64 {
        try await world.ask(
            .office,
            StepRequest(
                officer: Self.clerk,
                kind: kind,
                matter: matter,
                assignment: charge?.id,
                says: says,
                note: note
            )
        ).entry
    }

    func decides(_ charge: Charge, uphold: Bool) async throws {
        let version = try await row(charge).version
        _ = try await world.ask(
            .office,
            DecideObjectionRequest(
                officer: Self.clerk,
                assignment: charge.id,
                matter: charge.matter,
                version: version,
                isUpheld: uphold,
                reason: "已核实"
            )
        )
    }

    // MARK: Departments

    func receives(_ charge: Charge) async throws {
        let row = try await row(charge)
        let request = ReceiveRequest(
            orders: [ReceiveRequest.Order(index: row.order, hash: row.orderHash)]
        )
        let reply = try await world.ask(row.assignment.department, request)
        for case .refused(let refusal) in reply.results { throw refusal }
    }

    /// Signs an act on the assignment's current order with the key's next number.
    ///
    /// - Returns: The act's entry.
    @discardableResult
    func acts(
        _ verb: ActVerb,
        on charge: Charge,
        by officer: OfficerID = clerk,
        saying detail: String? = nil,
        _ says: ActSayings = ActSayings(),
        note: String? = nil,
        giving isReasoned: Bool = true,
        as former: (department: PartyID, order: UInt64, hash: Digest32)? = nil
    ) async throws -> UInt64 {
        let row = try await row(charge)
        let shown = try await show(charge.matter)
        let department = former?.department ?? row.assignment.department
        let running = shown.clocks.filter { $0.assignment == charge.id && $0.state == .running }
        let duty = verb.duties.first { duty in running.contains { $0.duty == duty } }
        let key = try Samples.actKey(department, officer)
        let sequence = memory.withLock { memory in
            memory.sequences["\(department)/\(officer)", default: 0] + 1
        }
        var items: [OpenedItem] = []
        var commitment: Digest32?
        let text = note ?? (isReasoned && verb.form.required.contains(.note) ? "详见附件" : nil)
        if let text {
            let item = try DossierItem(
                matter: charge.matter,
                field: verb.form.field,
                payload: Array(text.utf8),
                salt: Digest32.sha256(of: Array("\(key.verifier) \(sequence)".utf8)).bytes
            )
            commitment = item.commitment
            items = [
                OpenedItem(
                    field: item.field,
                    matter: charge.matter,
                    salt: item.salt,
                    payload: item.payload
                )
            ]
        }
        let act = Act(
            verb: verb,
            order: former?.order ?? row.order,
            orderHash: former?.hash ?? row.orderHash,
            headSize: 0,
            headRoot: .emptyRoot,
            matter: charge.matter,
            department: department,
            officer: officer,
            duty: duty ?? verb.duties[0],
            ruleSet: configuration.ruleSet.id,
            claimedAt: now,
            sequence: sequence,
            detail: detail,
            note: commitment,
            says: says
        )
        let signed = try ActBatch.sign([act], origin: Samples.origin, by: key)
        let request = ActRequest(
            acts: signed.map(\.text),
            signature: try signed[0].signatureBytes(),
            notes: items
        )
        let reply = try await world.ask(department, request)
        switch try #require(reply.results.first) {
        case .refused(let refusal): throw refusal
        case .entry(let entry):
            memory.withLock { memory in
                memory.sequences["\(department)/\(officer)"] = sequence
                memory.confirmations.append(("\(entry)", Array(reply.confirmation.utf8)))
            }
            return entry
        }
    }
}
