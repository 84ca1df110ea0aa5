import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Testing

@testable import LianxiServer

@Suite("Rosters and routes at the desk", .timeLimit(.minutes(5)))
struct RosterTests {
    private static let roster = RosterID(fixed: "office")
    private static let wang = Person(id: OfficerID(fixed: "wang"), name: "王某")
    private static let li = Person(id: OfficerID(fixed: "li"), name: "李某")

    /// Two take turns of a day, from the morning on.
    private static let daily = Roster(
        id: roster,
        party: .office,
        name: "值班表",
        layers: [
            RosterLayer(
                id: RosterLayerID(fixed: "daily"),
                rotation: Rotation(.days, hour: 9),
                from: Samples.morning.civilDate.adding(days: -1),
                turns: [[wang], [li]]
            )
        ]
    )

    private static let book = RouteBook(
        id: DataSetID(fixed: "routes-1"),
        rules: [
            RouteRule(id: RouteID(fixed: "labour"), subjects: ["labour"], lead: Samples.labour)
        ]
    )

    private static var configured: ServerConfiguration {
        var configuration = Samples.configuration()
        configuration.rosters = [daily]
        configuration.routes = book
        return configuration
    }

    /// The change of shifts after the morning.
    private static let change = Timestamp(Samples.morning.civilDate.adding(days: 1), hour: 9)

    private func change(
        _ kind: RosterChange.Kind,
        by officer: OfficerID,
        _ world: World
    ) async throws -> UInt64 {
        try await world.ask(
            .office,
            ChangeRosterRequest(
                officer: officer,
                change: RosterChange(roster: Self.roster, kind: kind)
            )
        ).entry
    }

    @Test("A start adopts what is configured once, and again only what differs")
    func start() async throws {
        let world = try await World.founded()
        let founded = world.storage.entries.count
        try await world.serve(Self.configured) { world in
            #expect(world.storage.entries.count == founded + 2)
            let rows = try await world.ask(.office, RostersRequest()).rosters
            #expect(rows.map(\.roster) == [Self.daily])
        }
        try await world.restarted().serve(Self.configured) { world in
            #expect(world.storage.entries.count == founded + 2)
        }
        var other = Self.configured
        other.rosters = [
            Roster(id: Self.roster, party: .office, name: "新表", layers: Self.daily.layers)
        ]
        try await world.restarted().serve(other) { world in
            #expect(world.storage.entries.count == founded + 3)
        }
    }

    @Test("Both officers sign the hash of one sheet, which anyone makes again from the ledger")
    func handOver() async throws {
        let world = try await World.founded()
        try await world.serve(Self.configured) { world in
            _ = try await world.order(1, to: Samples.labour)
            let request = HandOverRequest(roster: Self.roster, at: Self.change, days: 60)
            let sheet = try await world.ask(.office, request).sheet
            #expect(sheet.outgoing.count == 1 && sheet.incoming.count == 1)
            #expect(sheet.outgoing != sheet.incoming)
            let bytes = sheet.encode().canonicalBytes
            func signature(_ side: HandOverSignature.Side) -> RosterChange.Kind {
                .handOver(
                    HandOverSignature(
                        side: side,
                        at: sheet.at,
                        sheet: .sha256(of: bytes),
                        size: sheet.size
                    )
                )
            }
            world.clock.set(Self.change)
            _ = try await change(signature(.outgoing), by: sheet.outgoing[0].id, world)
            _ = try await change(signature(.incoming), by: sheet.incoming[0].id, world)
            let rows = try await world.ask(.office, RostersRequest(roster: Self.roster)).rosters
            let signed = try #require(rows.first?.handOvers.first)
            #expect(signed.outgoing?.officer == sheet.outgoing[0].id)
            #expect(signed.incoming?.officer == sheet.incoming[0].id)
            var docket = Docket()
            for (index, stored) in world.storage.entries.prefix(Int(sheet.size)).enumerated() {
                let entry = try EntryCodec.decode(stored.bytes)
                docket.apply(
                    Recorded(
                        index: UInt64(index),
                        at: entry.at,
                        hash: .leaf(stored.bytes),
                        cause: entry.cause,
                        event: entry.event
                    )
                )
            }
            let again = docket.handOverSheet(of: Self.roster, at: sheet.at, days: sheet.days)
            #expect(again.map { Digest32.sha256(of: $0.encode().canonicalBytes) } == signed.sheet)
        }
    }

    @Test(
        "With keys both hand the duty over; a signature by another key, or of another sheet, is refused"
    )
    func keys() async throws {
        let world = try await World.founded()
        try await world.serve(Self.configured) { world in
            var office = try Samples.party(.office, .office)
            let officers = [Self.wang.id, Self.li.id]
            let enrolled = try await world.ask(.office, PartiesRequest()).parties
            office = try #require(enrolled.first { $0.party.id == .office }?.party)
            _ = try await world.ask(
                .office,
                EnrolRequest(
                    party: PartyDraft(
                        id: .office,
                        kind: .office,
                        name: office.name,
                        curveKeys: office.curveKeys,
                        actKeys: officers.map { officer in
                            ActKey(
                                officer: officer,
                                verifierKey: "\(try Samples.actKey(.office, officer).verifier)"
                            )
                        },
                        handlesReports: false
                    )
                )
            )
            world.clock.set(Self.change)
            let sheet = try await world.ask(
                .office,
                HandOverRequest(roster: Self.roster, at: Self.change, days: 3)
            ).sheet
            let out = sheet.outgoing[0].id
            let on = sheet.incoming[0].id
            let digest = Digest32.sha256(of: sheet.encode().canonicalBytes)
            func signature(
                _ side: HandOverSignature.Side,
                of digest: Digest32,
                by officer: OfficerID,
                with key: OfficerID,
                over other: Digest32? = nil
            ) async throws -> RosterChange.Kind {
                func bare(_ digest: Digest32, _ signed: OfficerSignature?) -> HandOverSignature {
                    HandOverSignature(
                        side: side,
                        at: sheet.at,
                        sheet: digest,
                        size: sheet.size,
                        signed: signed
                    )
                }
                let statement = OfficeStatement(
                    origin: Samples.origin,
                    party: .office,
                    officer: key,
                    word: .handsOver(bare(other ?? digest, nil), of: Self.roster)
                )
                let signed = try await statement.signed(
                    by: Samples.actKey(.office, key),
                    at: Self.change
                )
                return .handOver(bare(digest, signed))
            }
            func row() async throws -> HandOverRow? {
                try await world.ask(.office, RostersRequest(roster: Self.roster))
                    .rosters.first?.handOvers.first
            }
            let others = try await signature(.outgoing, of: digest, by: out, with: on)
            await expectRefusal(.unknownKey) { _ = try await change(others, by: out, world) }
            let another = try await signature(
                .outgoing,
                of: digest,
                by: out,
                with: out,
                over: .sha256(of: [1])
            )
            await expectRefusal(.badSignature) { _ = try await change(another, by: out, world) }
            // Named without a key, then signed with it.
            let named = HandOverSignature(
                side: .outgoing,
                at: sheet.at,
                sheet: digest,
                size: sheet.size
            )
            _ = try await change(.handOver(named), by: out, world)
            #expect(try await row()?.keyed == [])
            _ = try await change(
                signature(.outgoing, of: digest, by: out, with: out),
                by: out,
                world
            )
            #expect(try await row()?.keyed == [.outgoing])
            #expect(try await row()?.isHandedOver == false)
            _ = try await change(signature(.incoming, of: digest, by: on, with: on), by: on, world)
            #expect(try await row()?.isHandedOver == true)
        }
    }

    @Test("What is proposed is recorded beside the dispatch, in no answer and in nobody's feed")
    func routed() async throws {
        let world = try await World.founded()
        try await world.serve(Self.configured) { world in
            try await world.register(1...1)
            let about = ProposeRequest.Subject.matter(World.matter(1))
            let proposal = try await world.ask(.office, ProposeRequest(about: about)).proposal
            #expect(proposal?.lead == Samples.labour)
            let before = world.storage.entries.count
            _ = try await world.dispatch(1, to: Samples.housing)
            #expect(world.storage.entries.count == before + 2)
            let entry = try EntryCodec.decode(world.storage.entries[before + 1].bytes)
            guard case .routed(let routed) = entry.event else {
                Issue.record("\(entry.event) is no proposal")
                return
            }
            #expect(routed.lead == Samples.housing && routed.proposal.lead == Samples.labour)
            #expect(entry.delivery == nil)
            let day = Samples.morning.civilDate
            let reply = try await world.ask(
                .office,
                RoutesRequest(from: day, through: day)
            )
            let instead = RouteChoice(lead: Samples.housing, count: 1)
            #expect(reply.tallies.map(\.instead) == [[instead]])
        }
    }

    @Test(
        "What is due by a day, whose it is, the earliest first; without what one stands aside from"
    )
    func due() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            _ = try await world.order(2, to: Samples.housing)
            let (day, reader) = (world.clock.now().civilDate, Self.wang.id)
            func asked(_ days: Int, of owner: PartyID? = nil) async throws -> [HandOverLine] {
                let by = day.adding(days: days)
                let request = DueRequest(officer: reader, by: by, owner: owner)
                let reply = try await world.ask(.office, request)
                #expect(reply.total == reply.due.count && reply.overdue == 0)
                return reply.due
            }
            let all = try await asked(30)
            #expect(Set(all.map(\.owner)).isSuperset(of: [Samples.labour, Samples.housing]))
            #expect(all == all.sorted() && all.allSatisfy { $0.clock.duty.isBinding })
            #expect(try await asked(-1).isEmpty)
            let own = try await asked(30, of: Samples.labour)
            #expect(!own.isEmpty && own == all.filter { $0.owner == Samples.labour })
            let says = StepDetails(person: reader.text)
            _ = try await world.ask(
                .office,
                StepRequest(
                    officer: Samples.coordinator,
                    kind: .standAside,
                    matter: order.matter,
                    says: says,
                    note: "亲属"
                )
            )
            #expect(try await asked(30).allSatisfy { $0.clock.matter != order.matter })
            await expectRefusal(.notPermitted) {
                try await world.ask(Samples.labour, DueRequest(officer: reader, by: day))
            }
            world.clock.set(Samples.morning.adding(milliseconds: 40 * 86_400_000))
            let today = world.clock.now().civilDate
            let late = try await world.ask(.office, DueRequest(officer: reader, by: today))
            #expect(late.overdue > 0)
            #expect(late.overdue == late.due.count { $0.legal.map { $0 < today } ?? false })
        }
    }

    @Test("No department learns of rosters, sheets or routes")
    func officeOnly() async throws {
        let world = try await World.founded()
        try await world.serve(Self.configured) { world in
            await expectRefusal(.notPermitted) {
                try await world.ask(Samples.labour, RostersRequest())
            }
            await expectRefusal(.notPermitted) {
                try await world.ask(
                    Samples.labour,
                    HandOverRequest(roster: Self.roster, at: Self.change, days: 1)
                )
            }
            await expectRefusal(.notPermitted) {
                try await world.ask(
                    Samples.labour,
                    ProposeRequest(about: .matter(World.matter(1)))
                )
            }
            await expectRefusal(.unknownRoster) {
                try await world.ask(.office, RostersRequest(roster: RosterID(fixed: "nights")))
            }
        }
    }
}
