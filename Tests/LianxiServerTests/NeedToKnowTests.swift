import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiServer

@Suite("A department sees its own matters and learns nothing of others", .timeLimit(.minutes(5)))
struct NeedToKnowTests {
    @Test("List, show and look give a department its own, and hide whether there is another")
    func ownOnly() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let own = try await world.order(1, to: Samples.labour)
            let other = try await world.order(2, to: Samples.housing)
            let all = try await world.ask(.office, ListRequest())
            #expect(all.assignments.count == 2)
            for filter in [AssignmentFilter(), AssignmentFilter(department: Samples.housing)] {
                let list = try await world.ask(Samples.labour, ListRequest(filter: filter))
                #expect(list.assignments.map(\.row.assignment.id) == [own.assignment])
            }
            let shown = try await world.ask(Samples.labour, ShowRequest(matter: own.matter))
            #expect(shown.assignments.map(\.assignment.id) == [own.assignment])
            #expect(shown.entries.map(\.type) == ["dispatched"])
            for matter in [other.matter, World.matter(99)] {
                await expectRefusal(.unknownMatter) {
                    try await world.ask(Samples.labour, ShowRequest(matter: matter))
                }
                await expectRefusal(.unknownMatter) {
                    try await world.ask(
                        Samples.labour,
                        LookRequest(matter: matter, fields: [], purpose: "handling")
                    )
                }
            }
        }
    }

    @Test("The office finds a matter by its own number; a department may not ask")
    func find() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let number = try #require(
                try await world.ask(.office, ShowRequest(matter: order.matter)).pieces.first?.number
            )
            let found = try await world.ask(.office, FindRequest(number: number))
            #expect(found.matters == [order.matter])
            #expect(try await world.ask(.office, FindRequest(number: "0")).matters.isEmpty)
            await expectRefusal(.notPermitted) {
                try await world.ask(Samples.labour, FindRequest(number: number))
            }
        }
    }

    @Test("The office asks for statistics of what is committed; a department may not")
    func statistics() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            _ = try await world.order(1, to: Samples.labour)
            let day = world.clock.now().civilDate
            let period = try #require(StatisticsPeriod(from: day.adding(days: -60), to: day))
            let request = StatisticsRequest(period: period, audience: .office)
            let reply = try await world.ask(.office, request)
            #expect(reply[.pieces]?.numerator == 1)
            #expect(reply.units.map(\.unit) == [Samples.labour])
            #expect(reply.unitTotal == 1)
            await expectRefusal(.notPermitted) {
                try await world.ask(Samples.labour, request)
            }
        }
    }

    @Test(
        "Candidates are matters of the petitioner, then those of the same place and subject; a department may not ask"
    )
    func candidates() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...2)
            func ask(_ place: String, _ petitioner: String? = nil) async throws -> [CandidateRow] {
                let request = CandidatesRequest(
                    subject: "labour",
                    place: place,
                    petitioner: petitioner
                )
                return try await world.ask(.office, request).matters
            }
            let place = try await world.ask(.office, ShowRequest(matter: World.matter(1))).facts
                .place
            #expect(try await ask("别处").isEmpty)
            #expect(try await ask("别处", "李四").isEmpty)
            #expect(try await ask(place).map(\.matter) == [World.matter(2), World.matter(1)])
            #expect(try await ask(place).map(\.reasons) == [[.place], [.place]])
            let same = try await ask(place, " 张三，某路 １ 号")
            #expect(same.map(\.matter) == [World.matter(1), World.matter(2)])
            #expect(same.map(\.reasons) == [[.petitioner, .place], [.place]])
            let elsewhere = try await ask("别处", "张三，某路2号")
            #expect(elsewhere.map(\.matter) == [World.matter(2)])
            #expect(elsewhere.map(\.reasons) == [[.petitioner]])
            await expectRefusal(.notPermitted) {
                try await world.ask(
                    Samples.labour,
                    CandidatesRequest(subject: "labour", place: place)
                )
            }
        }
    }

    @Test("A look opens the dossier once it is recorded; the same request shows the same again")
    func look() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let id = world.newRequest()
            let request = LookRequest(matter: order.matter, fields: [], purpose: "handling")
            let shown = try await world.ask(Samples.labour, request, as: id)
            #expect(shown.items.map(\.field) == ["claim", "petitioner"])
            #expect(shown.items.first?.payload == Array("拖欠工资".utf8))
            let entry = try EntryCodec.decode(world.storage.entries[Int(shown.entry)].bytes)
            #expect(entry.cause?.party == Samples.labour)
            let size = world.storage.entries.count
            #expect(try await world.ask(Samples.labour, request, as: id) == shown)
            #expect(world.storage.entries.count == size)
            await expectRefusal(.unknownDossier) {
                try await world.ask(
                    Samples.labour,
                    LookRequest(matter: order.matter, fields: ["diary"], purpose: "handling")
                )
            }
        }
    }

    @Test("Nothing personal stands in an entry, and an item opens only with its matter's key")
    func sealed() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...2)
            let secret = Array("张三".utf8)
            for entry in world.storage.entries {
                #expect(!entry.bytes.contains(secret))
            }
            let keys = world.keys.keys.withLock { $0 }
            #expect(keys.count == 2)
            #expect(keys[World.matter(1)] != keys[World.matter(2)])
            let items = world.storage.state.withLock { Array($0.items.values) }
            #expect(items.count >= 4)
            for item in items {
                let own = try #require(keys[item.matter])
                let others = keys.filter { $0.key != item.matter }.values
                let isOpened = ["claim", "petitioner"].contains { field in
                    (try? DossierItem.open(item, field: field, key: own)) != nil
                }
                #expect(isOpened)
                for key in others {
                    for field in ["claim", "petitioner"] {
                        #expect(throws: DossierError.notOpened) {
                            try DossierItem.open(item, field: field, key: key)
                        }
                    }
                }
            }
        }
    }

    @Test("After the return of an assignment the department may look no more, but still see it")
    func returned() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let id = world.newRequest()
            let look = LookRequest(matter: order.matter, fields: [], purpose: "handling")
            _ = try await world.ask(Samples.labour, look, as: id)
            let item = try DossierItem(
                matter: order.matter,
                field: "reason",
                payload: [1],
                salt: Array(repeating: 1, count: 32)
            )
            let act = world.act(.object, order, sequence: 1, note: item.commitment)
            let note = OpenedItem(
                field: "reason",
                matter: order.matter,
                salt: item.salt,
                payload: [1]
            )
            _ = try await world.ask(Samples.labour, world.request([act], notes: [note]))
            _ = try await world.ask(
                .office,
                DecideObjectionRequest(
                    officer: Samples.coordinator,
                    assignment: order.assignment,
                    matter: order.matter,
                    version: 1,
                    isUpheld: true,
                    reason: "同意"
                )
            )
            await expectRefusal(.unknownMatter) {
                try await world.ask(Samples.labour, look, as: id)
            }
            let shown = try await world.ask(Samples.labour, ShowRequest(matter: order.matter))
            #expect(shown.assignments.map(\.state) == [.returned])
        }
    }

    @Test("A proof is given for an entry the asker has or made, and for no other")
    func prove() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let own = try await world.order(1, to: Samples.labour)
            let other = try await world.order(2, to: Samples.housing)
            let size = other.index + 1
            _ = try await world.ask(Samples.labour, ProveRequest(index: own.index, size: size))
            await expectRefusal(.unknownEntry) {
                try await world.ask(Samples.labour, ProveRequest(index: other.index, size: size))
            }
            _ = try await world.ask(.office, ProveRequest(index: other.index, size: size))
        }
    }
}

extension [UInt8] {
    /// Whether the bytes occur in a row.
    func contains(_ part: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: part) }
    }
}
