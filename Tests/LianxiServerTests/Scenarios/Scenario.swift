import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Synchronization
import Testing

/// A district's conference under the shipped rules: what its people do, over the wire, day by day.
final class Scenario: Sendable {
    static let clerk = OfficerID(fixed: "clerk")
    static let head = OfficerID(fixed: "head")
    /// The labour bureau, 区人社局.
    static let labour = PartyID(fixed: "rsj")
    /// The housing bureau, 区住建局.
    static let housing = PartyID(fixed: "zjj")
    /// The bureau of natural resources, 区自然资源局.
    static let land = PartyID(fixed: "zrj")
    /// The bureau of urban management, 区城管局.
    static let streets = PartyID(fixed: "cgj")
    /// The discipline organ, 区纪委监委.
    static let discipline = PartyID(fixed: "jw")

    struct Memory {
        var drawn: UInt64 = 0
        var sequences: [String: UInt64] = [:]
        var confirmations: [(name: String, note: [UInt8])] = []
    }

    let world: World
    let configuration: ServerConfiguration
    let witness: Witness
    let memory = Mutex(Memory())

    private init(_ world: World, _ configuration: ServerConfiguration) {
        self.world = world
        self.configuration = configuration
        witness = Witness(world.storage)
    }

    /// Founds a conference, lets the scenario happen from a day on, and audits what it left.
    static func told(
        on day: String,
        hour: Int = 9,
        minute: Int = 0,
        _ configuration: ServerConfiguration? = nil,
        at location: SourceLocation = #_sourceLocation,
        _ tell: (Scenario) async throws -> Void
    ) async throws {
        let it = try await founded(on: day, hour: hour, minute: minute, configuration)
        try await it.serve { try await tell(it) }
        try await it.audit(at: location)
    }

    static func founded(
        on day: String,
        hour: Int = 9,
        minute: Int = 0,
        _ given: ServerConfiguration? = nil
    ) async throws -> Scenario {
        let configuration = try given ?? Shipped.configuration()
        let start = try moment(day, hour, minute)
        var world = World()
        world.clock = ManualClock(at: start.adding(milliseconds: -86_400_000))
        let founding = Founding(configuration: configuration, parts: try world.parts())
        let units: [PartyID] = [labour, housing, land, streets, discipline]
        let parties = [.office, .leaders] + units
        try await founding.found(name: "区联席会议", parties: parties.map { try party($0) })
        world.clock.set(start)
        return Scenario(world, configuration)
    }

    /// The same ledger and hour, to be served again after a stop.
    func restarted(_ configuration: ServerConfiguration? = nil) -> Scenario {
        let next = Scenario(world.restarted(), configuration ?? self.configuration)
        let known = memory.withLock { $0 }
        next.memory.withLock { $0 = known }
        return next
    }

    func serve(_ body: () async throws -> Void) async throws {
        try await world.serve(configuration) { _ in
            try await self.settle()
            try await body()
        }
    }

    private static func party(_ id: PartyID) throws -> Party {
        let officers = id == .leaders ? [clerk, head, .convenor] : [clerk, head]
        let keys = try officers.map { officer in
            ActKey(
                officer: officer,
                verifierKey: "\(try Samples.actKey(id, officer).verifier)",
                isHead: officer == head
            )
        }
        let kind: PartyKind =
            id == .office ? .office : id == .leaders ? .leaders : .department
        return Party(
            id: id,
            kind: kind,
            name: "\(id)",
            curveKeys: [String("\(id)".suffix(1)).repeated(40)],
            actKeys: keys,
            feedPort: 0,
            handlesReports: id == discipline,
            signs: kind != .department
        )
    }

    // MARK: Time

    var now: Timestamp { world.clock.now() }

    static func moment(_ day: String, _ hour: Int, _ minute: Int = 0) throws -> Timestamp {
        Timestamp(try #require(CivilDate(day)), hour: hour)
            .adding(milliseconds: Int64(minute) * 60_000)
    }

    /// Lets time pass up to a moment, as it does: whatever falls due meanwhile fires at its own moment.
    func go(to day: String, hour: Int = 9, minute: Int = 0) async throws {
        let until = try Self.moment(day, hour, minute)
        try await settle()
        while let wake = witness.wake(at: now), wake <= until {
            world.clock.set(max(wake, now))
            try await settle()
        }
        world.clock.set(until)
        try await settle()
    }

    /// Returns once the daemon has done all that is due now.
    func settle() async throws {
        for _ in 0..<1_000_000 {
            try witness.look()
            guard let wake = witness.wake(at: now), wake <= now else { return }
            await Task.yield()
        }
        Issue.record("what is due at \(now) is not done")
        throw WorldError.refused
    }
}

/// Reads the ledger as it grows, and knows what a replay of it would know.
final class Witness: Sendable {
    private let storage: MemoryStorage
    private let docket = Mutex(Docket())

    init(_ storage: MemoryStorage) { self.storage = storage }

    /// When the daemon wants to look again.
    func wake(at now: Timestamp) -> Timestamp? { docket.withLock { $0.plan(at: now).wake } }

    var faults: [String] { docket.withLock { $0.checkInvariants() } }

    func isSame(as other: Docket) -> Bool { docket.withLock { $0 == other } }

    func look() throws {
        try docket.withLock { docket in
            let new = storage.state.withLock { $0.entries.dropFirst(Int(docket.size)) }
            for stored in new {
                let entry = try EntryCodec.decode(stored.bytes)
                docket.apply(
                    Recorded(
                        index: stored.index,
                        at: entry.at,
                        hash: stored.hash,
                        cause: entry.cause,
                        event: entry.event
                    )
                )
            }
        }
    }
}

extension String {
    /// The text as often as asked.
    fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
