import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Testing

@Suite("The daemon hears who is there, whose channels work, and who looked")
struct WatchTests {
    private func minutes(_ minutes: Int64, after moment: Timestamp) -> Timestamp {
        moment.adding(milliseconds: minutes * 60_000)
    }

    /// Lets the daemon look until its status is as wanted; `nil` when it never is.
    private func status(
        _ world: World,
        where isWanted: (StatusReply) -> Bool
    ) async throws -> StatusReply? {
        for _ in 0..<2000 {
            world.clock.pace(milliseconds: 60_000)
            let status = try await world.ask(.office, StatusRequest())
            if isWanted(status) { return status }
        }
        return nil
    }

    private func failing(since: Timestamp) -> ChannelRequest {
        ChannelRequest(channels: [
            ChannelState(channel: .feed, isWorking: true, since: since, waiting: 0),
            ChannelState(channel: .mail, isWorking: false, since: since, waiting: 5),
        ])
    }

    @Test("A failing channel is shown at once, and told to the office when it lasts")
    func channel() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let start = world.clock.now()
            _ = try await world.ask(Samples.labour, failing(since: start))
            let shown = try await world.ask(.office, StatusRequest())
            #expect(
                shown.channels.map { "\($0.party) \($0.state.channel) \($0.state.isWorking)" } == [
                    "\(Samples.labour) feed true", "\(Samples.labour) mail false",
                ]
            )
            #expect(shown.channels.allSatisfy { $0.told == nil })
            let head = shown.feeds.first { $0.party == .office }?.head
            world.clock.set(minutes(10, after: start))
            let told = try #require(
                try await status(world) { $0.channels.contains { $0.told == 1 } }
            )
            #expect(told.feeds.first { $0.party == .office }?.head == head.map { $0 + 1 })
            let items = try await world.reply(.office, SyncRequest(after: head ?? 0)).items
            let entry = try EntryCodec.decode(FeedItem(decoding: #require(items.first)).entry)
            guard case .channelChanged(let it) = entry.event else {
                Issue.record("the office hears of the channel")
                return
            }
            #expect(it.party == Samples.labour)
            #expect(it.channel == .mail)
            #expect(it.waiting == 5)
            #expect(entry.cause == nil)
        }
    }

    @Test("A moment to come, by the asker's clock, is now: nothing fails since tomorrow")
    func future() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let start = world.clock.now()
            _ = try await world.ask(Samples.labour, failing(since: minutes(1440, after: start)))
            let shown = try await world.ask(.office, StatusRequest())
            #expect(shown.channels.allSatisfy { $0.state.since <= start })
        }
    }

    @Test("A silent unit goes dark, one that speaks does not; its next word brings it back")
    func presence() async throws {
        let world = try await World.founded()
        var configuration = Samples.configuration()
        configuration.watch = WatchRule(presence: PresenceRule())
        try await world.serve(configuration) { world in
            let start = world.clock.now()
            world.clock.set(minutes(130, after: start))
            _ = try await world.ask(Samples.labour, SyncRequest(after: 0))
            let dark = try #require(
                try await status(world) { $0.feeds.contains { $0.dark != nil } }
            )
            #expect(dark.feeds.filter { $0.dark != nil }.map(\.party) == [Samples.housing])
            #expect(dark.feeds.first { $0.party == Samples.labour }?.heard == world.clock.now())
            world.clock.set(minutes(131, after: start))
            _ = try await world.ask(Samples.housing, SyncRequest(after: 0))
            #expect(
                try await status(world) { !$0.feeds.contains { $0.dark != nil } } != nil
            )
        }
    }

    @Test("A restart makes nobody dark at once")
    func restarted() async throws {
        let world = try await World.founded()
        var configuration = Samples.configuration()
        configuration.watch = WatchRule(presence: PresenceRule())
        world.clock.set(minutes(2 * 1440, after: world.clock.now()))
        try await world.serve(configuration) { world in
            let size = try await world.ask(.office, StatusRequest()).size
            for _ in 0..<20 {
                world.clock.pace(milliseconds: 60_000)
                #expect(try await world.ask(.office, StatusRequest()).size == size)
            }
        }
    }

    @Test("Who looked into a matter is told to those who may see it, the newest first")
    func looks() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            for (party, purpose) in [
                (PartyID.office, "registration"), (Samples.labour, "handling"),
                (.office, "supervision"),
            ] {
                _ = try await world.ask(
                    party,
                    LookRequest(matter: order.matter, fields: ["claim"], purpose: purpose)
                )
            }
            for party in [PartyID.office, Samples.labour] {
                let all = try await world.ask(party, LooksRequest(into: .matter(order.matter)))
                #expect(all.looks.map(\.purpose) == ["supervision", "handling", "registration"])
                #expect(all.looks.map(\.party) == [.office, Samples.labour, .office])
                #expect(all.looks.allSatisfy { $0.fields == ["claim"] })
                #expect(all.next == nil)
            }
            let page = try await world.ask(
                .office,
                LooksRequest(into: .matter(order.matter), limit: 2)
            )
            #expect(page.looks.count == 2)
            let rest = try await world.ask(
                .office,
                LooksRequest(into: .matter(order.matter), before: page.next, limit: 2)
            )
            #expect(rest.looks.map(\.purpose) == ["registration"])
            #expect(rest.next == nil)
        }
    }

    @Test("For everybody else there is no such matter, and the answer is the same as for none")
    func excluded() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            _ = try await world.ask(
                Samples.labour,
                LookRequest(matter: order.matter, fields: ["claim"], purpose: "handling")
            )
            func refusal(_ matter: MatterID) async throws -> DeskReply {
                try await world.reply(Samples.housing, LooksRequest(into: .matter(matter))).reply
            }
            let excluded = try await refusal(order.matter)
            #expect(excluded == (try await refusal(World.matter(999))))
            guard case .refused(let it) = excluded else {
                Issue.record("it is refused")
                return
            }
            #expect(it.refusal == .unknownMatter)
            await #expect(throws: DeskRefusal.self) {
                try await world.ask(.leaders, LooksRequest(into: .matter(order.matter)))
            }
        }
    }
}
