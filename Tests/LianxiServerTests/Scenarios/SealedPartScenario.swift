import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@Suite("S6: a mixed letter, an informant's report and a claim", .timeLimit(.minutes(5)))
struct SealedPartScenario {
    private struct Letter {
        let claim: MatterID
        let sealed: MatterID
        let charge: Charge
    }

    private static let report = "副局长收受钱款"

    /// The letter in two parts: the claim at 住建局, the report at 纪委监委.
    ///
    /// Not mixed: the report came by itself and is about somebody else.
    private func split(_ it: Scenario, isMixed: Bool = true) async throws -> Letter {
        let claim = it.draft(.claim6, claim: "房屋漏水")
        let reception =
            isMixed
            ? Reception(partOf: claim.matter, excluded: [Scenario.housing]) : Reception()
        let sealed = it.draft(.informant, claim: Self.report, reception: reception)
        // Each by itself: what is signed together is proven together.
        for draft in [claim, sealed] { try await it.register([draft]) }
        try await it.go(to: "2026-11-03")
        _ = try await it.dispatched(sealed.matter, to: Scenario.discipline)
        let charge = try await it.dispatched(claim.matter, to: Scenario.housing)[0]
        try await it.receives(charge)
        return Letter(claim: claim.matter, sealed: sealed.matter, charge: charge)
    }

    @Test("Both parts have their dates")
    func dates() async throws {
        try await Scenario.told(on: "2026-11-02") { it in
            let letter = try await split(it)
            await expectRefusal(.informantRoute) {
                try await it.dispatched(letter.sealed, to: Scenario.housing)
            }
            #expect(try await it.clock(.triage, of: letter.sealed).line == all("2026-11-17"))
            #expect(try await it.clock(.objection, of: letter.charge).line == all("2026-11-10"))
            #expect(try await it.clock(.notice, of: letter.charge).line == all("2026-11-18"))
            #expect(try await it.show(letter.sealed).reception?.partOf == letter.claim)
        }
    }

    @Test("To the accused unit every byte is as if the report were somebody else's")
    func indistinguishable() async throws {
        let with = try await everything(isMixed: true)
        let without = try await everything(isMixed: false)
        #expect(with.count > 12 && with.count == without.count)
        for (left, right) in zip(with, without) {
            #expect(String(decoding: left, as: UTF8.self) == String(decoding: right, as: UTF8.self))
            #expect(left == right)
        }
    }

    /// All that 住建局 can get out of the daemon, as the bytes of frames.
    private func everything(isMixed: Bool) async throws -> [[UInt8]] {
        let it = try await Scenario.founded(on: "2026-11-02")
        var got: [[UInt8]] = []
        func ask(_ request: some DeskRequest) async {
            let message = RequestMessage(id: it.world.newRequest(), request)
            got += await it.world.transport.ask(Scenario.housing, message.frames)
        }
        try await it.serve {
            let letter = try await split(it, isMixed: isMixed)
            try await it.acts(.accept, on: letter.charge)
            try await it.go(to: "2026-12-24")
            let newest = UInt64(it.world.storage.entries.count)
            await ask(ListRequest())
            await ask(ListRequest(filter: AssignmentFilter(department: Scenario.discipline)))
            for matter in [letter.claim, letter.sealed] {
                await ask(ShowRequest(matter: matter))
                await ask(LookRequest(matter: matter, fields: [], purpose: "handling"))
            }
            for number in ["信1", "信2", "张三"] { await ask(FindRequest(number: number)) }
            await ask(SyncRequest(after: 0))
            await ask(EntriesRequest(from: 0))
            await ask(PartiesRequest())
            await ask(StatusRequest())
            // Entries not its own it may not even have proven; of its own the hashes tell nothing.
            for entry in it.world.storage.entries where entry.matter == letter.sealed {
                await ask(ProveRequest(index: entry.index, size: newest))
            }
            got += it.world.transport.publications.filter { $0.party == Scenario.housing }
                .filter { (try? FeedItem(decoding: $0.frame)) != nil }.map(\.frame)
        }
        try await it.audit()
        let secrets = [Self.report, "纪委"].map { Array($0.utf8) }
        for secret in secrets { #expect(!got.contains { $0.contains(secret) }) }
        return got
    }

    @Test("To the accused unit it is as if no report had ever come, but for places in the ledger")
    func absent() async throws {
        let with = try await told(isReported: true)
        let without = try await told(isReported: false)
        #expect(with.count > 15)
        #expect(with == without)
    }

    /// What 住建局 is answered and sent, in words that do not depend on the ledger's size and root.
    private func told(isReported: Bool) async throws -> [String] {
        let it = try await Scenario.founded(on: "2026-11-02")
        var got: [String] = []
        try await it.serve {
            let claim = it.draft(.claim6, claim: "房屋漏水")
            let sealed = it.draft(
                .informant,
                claim: Self.report,
                reception: Reception(partOf: claim.matter, excluded: [Scenario.housing])
            )
            try await it.register(isReported ? [claim, sealed] : [claim])
            try await it.go(to: "2026-11-03")
            if isReported {
                _ = try await it.dispatched(sealed.matter, to: Scenario.discipline)
            } else {
                // The identifiers the office would have drawn for the report's assignment and its request.
                _ = it.draw()
                _ = it.world.newRequest()
            }
            let charge = try await it.dispatched(claim.matter, to: Scenario.housing)[0]
            try await it.receives(charge)
            try await it.acts(.accept, on: charge)
            try await it.go(to: "2026-12-24")
            func ask(_ request: some DeskRequest) async throws {
                let message = RequestMessage(id: it.world.newRequest(), request)
                got.append(
                    try Blind.reply(await it.world.transport.ask(Scenario.housing, message.frames))
                )
            }
            try await ask(ListRequest())
            try await ask(ListRequest(filter: AssignmentFilter(department: Scenario.discipline)))
            for matter in [claim.matter, sealed.matter] {
                try await ask(ShowRequest(matter: matter))
                try await ask(LookRequest(matter: matter, fields: [], purpose: "handling"))
                try await ask(LooksRequest(into: .matter(matter)))
            }
            for number in ["信1", "信2", "张三"] { try await ask(FindRequest(number: number)) }
            try await ask(SyncRequest(after: 0))
            try await ask(DocumentsRequest())
            try await ask(ConferenceRequest())
            got += try it.world.transport.publications.filter { $0.party == Scenario.housing }
                .filter { (try? FeedItem(decoding: $0.frame)) != nil }.map {
                    try Blind.item($0.frame)
                }
        }
        return got
    }

    @Test("Numbers of its feed, its matters and their entries have no gap where the report stands")
    func noGap() async throws {
        try await Scenario.told(on: "2026-11-02") { it in
            let letter = try await split(it)
            try await it.acts(.accept, on: letter.charge)
            let items = try await it.items(of: Scenario.housing)
            #expect(items.map(\.number) == Array(1...UInt64(items.count)))
            let list = try await it.world.ask(Scenario.housing, ListRequest())
            #expect(list.assignments.map(\.row.assignment.id) == [letter.charge.id])
            let all = try await it.show(letter.claim).entries.map(\.number)
            #expect(all == Array(1...UInt64(all.count)))
        }
    }

    @Test("A look into the report is recorded, and shown to the sealed circle alone")
    func looks() async throws {
        try await Scenario.told(on: "2026-11-02") { it in
            let letter = try await split(it)
            let look = LookRequest(matter: letter.sealed, fields: [], purpose: "handling")
            let seen = try await it.world.ask(Scenario.discipline, look)
            #expect(seen.items.contains { $0.payload == Array(Self.report.utf8) })
            #expect(try await it.show(letter.sealed).entries.map(\.type).last == "looked")
            let open = LookRequest(matter: letter.claim, fields: [], purpose: "handling")
            let redacted = try await it.world.ask(Scenario.housing, open)
            #expect(!redacted.items.contains { $0.payload.contains(Array(Self.report.utf8)) })
            for party in [Scenario.housing, Scenario.labour] {
                await expectRefusal(.unknownMatter) { try await it.world.ask(party, look) }
                await expectRefusal(.unknownMatter) {
                    try await it.show(letter.sealed, as: party)
                }
            }
        }
    }

    @Test("Who is reported stands aside when the claim comes to be signed")
    func recusal() async throws {
        try await Scenario.told(on: "2026-11-02") { it in
            let letter = try await split(it)
            let aside = ActSayings(person: "clerk")
            try await it.acts(.recuse, on: letter.charge, by: Scenario.head, aside)
            await expectRefusal(.recused) { try await it.acts(.sign, on: letter.charge) }
            try await it.acts(.sign, on: letter.charge, by: Scenario.head)
        }
    }
}
