import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiOffice
import LianxiServer
import LianxiWire
import Paper
import Testing

@Suite("Officers of the office sign what they ask")
struct OfficerWordTests {
    private let labour = Samples.labour

    /// The request with another's word, or none.
    private func ask<Request: OfficeRequest>(
        _ world: World,
        _ request: Request,
        _ word: OfficerWord?,
        as id: RequestID
    ) async throws -> Request.Answer {
        let body = request.encode(signed: word).canonicalBytes
        let frames = await world.transport.ask(.office, RequestMessage(id: id, body: body).frames)
        return try ReplyMessage(decoding: frames, to: id).reply.answer(to: Request.self)
    }

    private func order(_ matter: UInt64, to department: PartyID) -> DispatchRequest {
        DispatchRequest(
            officer: Samples.coordinator,
            orders: [
                DispatchOrder(
                    matter: World.matter(matter),
                    kind: .forwarded,
                    period: nil,
                    recipients: [
                        Recipient(
                            assignment: World.assignment(matter),
                            department: department,
                            role: .lead
                        )
                    ]
                )
            ]
        )
    }

    @Test("An order stands in the ledger with the word of its officer, and an auditor believes it")
    func recorded() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: labour)
            let entry = try EntryCodec.decode(world.storage.entries[Int(order.index)].bytes)
            let signed = try #require(entry.cause?.signed)
            #expect(signed.at == Timestamp(seconds: world.clock.now().seconds))
            #expect(signed.count == 1)
        }
        #expect(try world.findings() == [])
    }

    @Test("A batch is under one signature, and each entry proves its own place")
    func batch() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let entries = try await world.register(1...3).compactMap(\.entry)
            let words = try entries.map {
                try EntryCodec.decode(world.storage.entries[Int($0)].bytes).cause?.signed
            }
            #expect(words.map { $0?.place } == [0, 1, 2])
            #expect(Set(words.map { $0?.signature }).count == 1)
        }
        #expect(try world.findings() == [])
    }

    /// What somebody in the middle, or the daemon's operator, would have to change.
    enum Change: CaseIterable {
        case none, unit, request, key, unsigned, old, ahead, seed

        var refusal: Refusal? {
            switch self {
            case .none: nil
            case .unit, .request: .badSignature
            case .key: .unknownKey
            case .unsigned: .signatureRequired
            case .old: .requestTooOld
            case .ahead: .inFuture
            // Nothing of an order is sealed: no salt matters.
            case .seed: nil
            }
        }
    }

    @Test(
        "An order that is not the one signed, or was signed long ago, is refused and nothing recorded",
        arguments: Change.allCases
    )
    func changed(change: Change) async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            let (id, other) = (RequestID(high: 0x77, low: 0), RequestID(high: 0x78, low: 0))
            let now = world.clock.now()
            let at =
                change == .old
                ? now.adding(milliseconds: -WishSignature.oldest - 1000)
                : change == .ahead ? now.adding(milliseconds: WishSignature.ahead + 1000) : now
            let key = try SigningKey(
                name: "office/\(Samples.coordinator)",
                seed: Samples.seed(
                    .office,
                    change == .key ? Samples.archivist : Samples.coordinator
                )
            )
            var word = try await order(1, to: labour).word(
                origin: Samples.origin,
                party: .office,
                id: change == .request ? other : id,
                at: at,
                seed: Array(repeating: 5, count: 32),
                by: key
            )
            if change == .unsigned { word = nil }
            if change == .seed, let it = word {
                word = OfficerWord(
                    at: it.at,
                    seed: Array(repeating: 6, count: 32),
                    signature: it.signature
                )
            }
            let sent = order(1, to: change == .unit ? Samples.housing : labour)
            let size = world.storage.entries.count
            var refusal: Refusal?
            do {
                let reply = try await ask(world, sent, word, as: id)
                if case .refused(let it)? = reply.results.first { refusal = it.refusal }
            } catch let error as DeskRefusal {
                refusal = error.refusal
            }
            #expect(refusal == change.refusal)
            #expect((world.storage.entries.count > size) == (change.refusal == nil))
        }
    }

    @Test(
        "The commitment to a reason is the one signed: it follows from the seed, and opens for who may look"
    )
    func reasons() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            let request = StepRequest(
                officer: Samples.coordinator,
                kind: .flagUrgent,
                matter: World.matter(1),
                note: "涉及人身安全"
            )
            let id = RequestID(high: 0x77, low: 0)
            let word = try #require(try await world.word(.office, request, id))
            let entry = try await ask(world, request, word, as: id).entry
            let item = try #require(try request.wanted(Salts(seed: word.seed)).first?.items.first)
            let event = try EntryCodec.decode(world.storage.entries[Int(entry)].bytes).event
            guard case .stepped(let it) = event else { return #expect(Bool(false)) }
            #expect(it.step.details.notes == [item.reference])
            // Another seed is another commitment, and so not what was signed.
            let twisted = OfficerWord(
                at: word.at,
                seed: Array(repeating: 9, count: 32),
                signature: word.signature
            )
            let other = RequestID(high: 0x78, low: 0)
            await #expect(throws: DeskRefusal.self) {
                _ = try await ask(world, request, twisted, as: other)
            }
        }
        #expect(try world.findings() == [])
    }

    /// A draft that waits to be issued.
    private func drafted(_ it: Scenario) async throws -> DocumentID {
        try await it.drafts(
            .improvement,
            about: try await it.charged(to: Scenario.land),
            to: Scenario.land,
            saying: StepDetails(period: .calendarDays(12))
        )
    }

    @Test("What was signed of another matter than the document is kept under is not recorded")
    func otherMatter() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let id = try await drafted(it)
            let size = it.world.storage.entries.count
            for matter in [nil, MatterID(high: 77, low: 7)] {
                let request = DocumentStepRequest(
                    officer: Scenario.clerk,
                    document: id,
                    matter: matter,
                    step: .voided,
                    reason: "有误"
                )
                await expectRefusal(.badSignature) {
                    _ = try await it.world.ask(.office, request)
                }
            }
            #expect(it.world.storage.entries.count == size)
            _ = try await it.takes(.voided, on: id, reason: "有误")
        }
    }

    @Test("Whoever issues a document signs for the draft's text as he read it, and for no other")
    func issued() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let id = try await drafted(it)
            let row = try await it.document(id)
            let draft = try await it.text(of: id, .draft)
            #expect(row.text == .sha256(of: draft))
            func issue(_ read: Digest32?) -> DocumentStepRequest {
                DocumentStepRequest(
                    officer: Scenario.clerk,
                    document: id,
                    step: .issued,
                    draft: row.drafted.index,
                    read: read
                )
            }
            await expectRefusal(.detailWrong) { _ = try await it.world.ask(.office, issue(nil)) }
            await expectRefusal(.contentWrong) {
                _ = try await it.world.ask(.office, issue(.sha256(of: draft + [10])))
            }
            // A word for another text is no word for this one.
            let name = RequestID(high: 0x79, low: 0)
            let other = try await issue(.sha256(of: [1])).word(
                origin: Samples.origin,
                party: .office,
                id: name,
                at: it.now,
                seed: Array(repeating: 5, count: 32),
                by: try Samples.actKey(.office, Scenario.clerk)
            )
            await expectRefusal(.badSignature) {
                _ = try await ask(it.world, issue(.sha256(of: draft)), other, as: name)
            }
            let entry = try await it.world.ask(.office, issue(.sha256(of: draft))).entry
            let stored = try EntryCodec.decode(it.world.storage.entries[Int(entry)].bytes)
            guard case .documented(let it) = stored.event else {
                Issue.record("entry \(entry) issues nothing")
                return
            }
            #expect(it.move.read == .sha256(of: draft) && stored.cause?.signed != nil)
        }
    }

    @Test("Each text of a request has a salt of its own, and under another seed another")
    func salts() {
        let salts = Salts(seed: Array(repeating: 1, count: 32))
        let drawn = (0..<3).flatMap { element in
            (0..<3).map { salts.salt(element: element, place: $0) }
        }
        #expect(Set(drawn).count == 9 && drawn.allSatisfy { $0.count == 32 })
        #expect(Salts(seed: Array(repeating: 2, count: 32)).salt() != salts.salt())
        #expect(Salts(seed: Array(repeating: 1, count: 32)).salt() == salts.salt())
    }

    @Test(
        "A repeat under the same name is answered with the first entry, whatever was drawn anew for its word"
    )
    func repeated() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            let id = RequestID(high: 0x77, low: 0)
            var entries: [[UInt64]] = []
            for seed in [1, 2] as [UInt8] {
                let word = try await order(1, to: labour).word(
                    origin: Samples.origin,
                    party: .office,
                    id: id,
                    at: world.clock.now(),
                    seed: Array(repeating: seed, count: 32),
                    by: try Samples.actKey(.office, Samples.coordinator)
                )
                let reply = try await ask(world, order(1, to: labour), word, as: id)
                guard case .entries(let found)? = reply.results.first else { continue }
                entries.append(found)
            }
            #expect(entries.count == 2 && entries[0] == entries[1])
        }
    }

    @Test("Whatever operation may be signed is made into what is signed, and no other")
    func requests() {
        let types: [any OfficeRequest.Type] = [
            RegisterRequest.self, JoinRequest.self, DispatchRequest.self,
            DecideObjectionRequest.self, StepRequest.self, ReorganiseRequest.self,
            DraftDocumentRequest.self, DocumentStepRequest.self, MeetingRequest.self,
            TaskRequest.self, SeatRequest.self, LeadRequest.self, VisitRequest.self,
            AppointRequest.self, AdoptCalendarRequest.self, AdoptRosterRequest.self,
            ChangeRosterRequest.self, AdoptRoutesRequest.self, RevokeRequest.self,
        ]
        #expect(Set(types.map { $0.operation }) == Set(OperationName.allCases.filter(\.isSigned)))
    }
}

extension World {
    /// What an auditor with nothing but the log's key finds in the entries.
    func findings() throws -> [VerificationFinding] {
        let export = PaperExport(storage.entries.map(\.bytes), by: try Samples.logKey())
        var verifier = LedgerVerifier(export, key: try Samples.logKey().verifier)
        return try verifier.verify().findings
    }
}
