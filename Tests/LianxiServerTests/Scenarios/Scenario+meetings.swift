import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Synchronization
import Testing

// The conference's meetings over the wire.

extension Scenario {
    /// Takes a step of a meeting; a note is given where the form asks for one.
    @discardableResult
    func convenes(
        _ kind: MeetingStepKind,
        of meeting: MeetingID,
        _ says: StepDetails = StepDetails(),
        note: String? = nil,
        by party: PartyID = .office,
        _ change: (inout MeetingStep) -> Void = { _ in }
    ) async throws -> UInt64 {
        var step = MeetingStep(kind, of: meeting, says)
        change(&step)
        let text = note ?? (kind.form.required.contains(.note) ? "详见附件" : nil)
        return try await world.ask(
            party,
            MeetingRequest(officer: Self.clerk, step: step, note: text)
        ).entry
    }

    /// Calls a meeting for nine in the morning of a day.
    @discardableResult
    func calls(
        _ meeting: MeetingID,
        _ day: String,
        as word: String = "working",
        number: String = "第1次",
        by party: PartyID = .office
    ) async throws -> UInt64 {
        let says = StepDetails(
            word: word,
            at: try Self.moment(day, 9),
            document: number,
            person: "王区长"
        )
        return try await convenes(.call, of: meeting, says, by: party) { $0.place = "三楼会议室" }
    }

    func conference(as party: PartyID = .office) async throws -> ConferenceReply {
        try await world.ask(party, ConferenceRequest())
    }

    func sheet(_ meeting: MeetingID, as party: PartyID = .office) async throws -> SheetReply {
        try await world.ask(party, SheetRequest(meeting: meeting))
    }

    /// Signs an answer to the newest item of the member's feed that asks for this act.
    @discardableResult
    func answers(
        _ verb: ActVerb,
        by party: PartyID,
        saying word: String,
        person: String? = nil,
        note: String? = nil
    ) async throws -> UInt64 {
        let (item, about) = try await asked(verb, of: party)
        let key = try Samples.actKey(party, Self.clerk)
        let sequence = memory.withLock { $0.sequences["\(party)/\(Self.clerk)", default: 0] + 1 }
        let text = note ?? (verb.form.required.contains(.note) ? "已落实" : nil)
        let opened = try text.map { text in
            try DossierItem(
                matter: about,
                field: verb.form.field,
                payload: Array(text.utf8),
                salt: Digest32.sha256(of: Array("\(key.verifier) \(sequence)".utf8)).bytes
            )
        }
        let act = Act(
            verb: verb,
            order: item.index,
            orderHash: .leaf(item.entry),
            headSize: 0,
            headRoot: .emptyRoot,
            matter: about,
            department: party,
            officer: Self.clerk,
            duty: .agreedTask,
            ruleSet: configuration.ruleSet.id,
            claimedAt: now,
            sequence: sequence,
            detail: word,
            note: opened?.commitment,
            says: ActSayings(person: person)
        )
        let signed = try ActBatch.sign([act], origin: Samples.origin, by: key)
        let notes = [opened].compactMap { $0 }.map {
            OpenedItem(field: $0.field, matter: $0.matter, salt: $0.salt, payload: $0.payload)
        }
        let reply = try await world.ask(
            party,
            ActRequest(
                acts: signed.map(\.text),
                signature: try signed[0].signatureBytes(),
                notes: notes
            )
        )
        switch try #require(reply.results.first) {
        case .refused(let refusal): throw refusal
        case .entry(let entry):
            memory.withLock { memory in
                memory.sequences["\(party)/\(Self.clerk)"] = sequence
                memory.confirmations.append(("\(entry)", Array(reply.confirmation.utf8)))
            }
            return entry
        }
    }

    private func asked(
        _ verb: ActVerb,
        of party: PartyID
    ) async throws -> (item: FeedItem, about: MatterID) {
        for item in try await items(of: party).reversed() {
            switch (try EntryCodec.decode(item.entry).event, verb) {
            case (.convened(let it), .attend) where it.step.kind == .notify:
                return (item, MatterID(same: it.step.meeting))
            case (.convened(let it), .countersign) where it.step.kind == .draft:
                return (item, MatterID(same: it.step.meeting))
            case (.tasked(let it), .fulfil) where it.isOrder:
                return (item, MatterID(same: it.step.task))
            default: continue
            }
        }
        Issue.record("nobody asked \(party) to \(verb.rawValue)")
        throw WorldError.refused
    }

    /// What a party heard of an act's lateness, for answers to the conference.
    func answered(_ entry: UInt64) throws -> Answered {
        let bytes = world.storage.entries[Int(entry)].bytes
        guard case .answered(let it) = try EntryCodec.decode(bytes).event else {
            throw WorldError.refused
        }
        return it
    }
}
