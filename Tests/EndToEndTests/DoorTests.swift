import Foundation
import LianxiClient
import LianxiCore
import LianxiWire
import LianxiZeroMQ
import Testing

/// Strangers at the real daemon's real ports, while the office goes on working.
///
/// By its own command, with nothing else beside it: `LIANXI_DOOR=1 swift test --filter DoorTests`.
@Suite(
    "The door",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10)),
    .enabled(
        if: ProcessInfo.processInfo.environment["LIANXI_DOOR"] != nil,
        "LIANXI_DOOR is not set"
    )
)
struct DoorTests {
    /// How long an answer may take while strangers besiege the ports; a bound on waiting, not a measure.
    private static let bound = 10.0
    private static let memoryKiB = 64 * 1024

    @Test(
        "Whatever strangers send, whoever has a key is answered, and memory stays bounded",
        arguments: Strangers.Manner.allCases
    )
    func strangers(manner: Strangers.Manner) async throws {
        let conference = try Conference()
        try conference.initialise()
        try await offPool { try conference.start() }
        let pid = try #require(conference.daemon?.process.identifier)
        let office = try await DrillOffice(conference)
        let ports = try officePorts(conference)
        let quiet = try await answers(of: office.desk, count: 20)
        let before = try Holding(of: pid)

        let strangers = try Strangers(manner, 200, to: ports, in: conference)
        #expect(strangers.taken > 0, "the ports take connections")
        let besieged = try await answers(of: office.desk, count: 40)
        let during = try Holding(of: pid)
        #expect(during.residentKiB - before.residentKiB < Self.memoryKiB)
        #expect(besieged.allSatisfy { $0 < Self.bound })
        print(
            "door, \(manner): \(strangers.taken) connections; "
                + "answers quiet \(median(quiet)) ms, besieged \(median(besieged)) ms, "
                + "worst \(Int((besieged.max() ?? 0) * 1000)) ms; "
                + "memory \(before.residentKiB) -> \(during.residentKiB) KiB, "
                + "descriptors \(before.descriptors) -> \(during.descriptors)"
        )

        strangers.leave()
        try await offPool {
            try eventually("the strangers' descriptors are given back") {
                try Holding(of: pid).descriptors <= before.descriptors + 8
            }
        }
        _ = try await office.register()
        await office.transport.close()
        #expect(conference.stopDaemon() == 0)
    }

    /// Two units of one daemon, of which housing is a nuisance.
    private struct Neighbours {
        let conference: Conference
        let pid: Int32
        let office: DrillOffice
        let housing: UnitAtTheDoor
        let transport: ZeroMQClientTransport
        /// Labour's.
        let desk: DeskClient

        init() async throws {
            let conference = try Conference()
            try conference.initialise()
            try await offPool { try conference.start() }
            self.conference = conference
            pid = try #require(conference.daemon?.process.identifier)
            office = try await DrillOffice(conference)
            let labour = try await UnitAtTheDoor(PartyID(fixed: "labour"), office: office)
            housing = try await UnitAtTheDoor(PartyID(fixed: "housing"), office: office)
            transport = try await labour.connect()
            desk = UnitAtTheDoor.desk(over: transport)
        }

        func part() async {
            await transport.close()
            await office.transport.close()
            #expect(conference.stopDaemon() == 0)
        }
    }

    /// Whatever housing does, labour is answered within the bound and the daemon's memory stays.
    ///
    /// - Parameters:
    ///   - it: The two.
    ///   - memoryKiB: By how much the daemon may grow.
    ///   - nuisance: Does it; returns what it came to, and how long labour's answers took meanwhile.
    /// - Throws: Whatever goes wrong.
    private func endures(
        _ it: Neighbours,
        memoryKiB: Int = Self.memoryKiB,
        _ nuisance: () async throws -> (words: String, besieged: [Double])
    ) async throws {
        let quiet = try await answers(of: it.desk, count: 20)
        let before = try Holding(of: it.pid)
        let (words, besieged) = try await nuisance()
        let after = try Holding(of: it.pid)
        #expect(after.residentKiB - before.residentKiB < memoryKiB)
        #expect(besieged.allSatisfy { $0 < Self.bound })
        print(
            "door, \(words); another unit's quiet \(median(quiet)) ms, "
                + "besieged \(median(besieged)) ms, "
                + "worst \(Int((besieged.max() ?? 0) * 1000)) ms; "
                + "memory \(before.residentKiB) -> \(after.residentKiB) KiB"
        )
    }

    @Test("A unit with a key that asks without end delays no other unit beyond the bound")
    func floodByAUnit() async throws {
        let it = try await Neighbours()
        try await endures(it) {
            let (answered, besieged) = try await it.housing.flood(connections: 8, questions: 256) {
                try await answers(of: it.desk, count: 40)
            }
            #expect(answered > 1000, "the flood is one")
            return ("a unit with a key: \(answered) questions answered", besieged)
        }
        await it.part()
    }

    @Test("A unit with a key that asks and never reads an answer fills no memory and delays nobody")
    func hoarding() async throws {
        let it = try await Neighbours()
        for number in 1...100 {
            _ = try await it.office.dispatch(number, to: it.housing.id)
        }
        var hoarder: Running?
        try await endures(it) {
            let running = try it.housing.hoard(connections: 4, in: it.conference)
            hoarder = running
            let besieged = try await answers(of: it.desk, count: 40)
            let words = running.text.trimmingCharacters(in: .newlines)
            return ("a unit that never reads: \(words)", besieged)
        }
        hoarder?.kill9()
        await it.part()
    }

    @Test("A unit with a key has so many connections and no more, whatever they leave unread")
    func crowding() async throws {
        let it = try await Neighbours()
        for number in 1...100 {
            _ = try await it.office.dispatch(number, to: it.housing.id)
        }
        let most = WireLimits.connectionsPerEndpoint + WireLimits.connectionsPerKey
        let unread = most * WireLimits.deskQueue * WireLimits.replyItemBytes / 1024
        let before = try Holding(of: it.pid).descriptors
        var crowd: Running?
        try await endures(it, memoryKiB: Self.memoryKiB + unread) {
            let running = try it.housing.hoard(connections: 300, in: it.conference)
            crowd = running
            let besieged = try await answers(of: it.desk, count: 40)
            return ("a unit with 300 connections, of which \(most) are let in", besieged)
        }
        #expect(it.conference.daemon?.text.contains("as many as it may") == true)
        crowd?.kill9()
        try await offPool {
            try eventually("the unit's connections are gone") {
                try Holding(of: it.pid).descriptors <= before + 2
            }
        }
        let again = try await it.housing.connect()
        _ = try await answers(of: UnitAtTheDoor.desk(over: again), count: 1)
        await again.close()
        await it.part()
    }

    @Test("A stalled handshake is ended by the daemon, so that descriptors come back by themselves")
    func stalled() async throws {
        let conference = try Conference()
        try conference.initialise()
        try await offPool { try conference.start() }
        let pid = try #require(conference.daemon?.process.identifier)
        let before = try Holding(of: pid)
        let port = try #require(try officePorts(conference).first)
        let strangers = try Strangers(.stalled, 100, to: [port], in: conference)
        try await offPool {
            try eventually("the daemon has accepted them") {
                try Holding(of: pid).descriptors >= before.descriptors + 50
            }
            try eventually("the daemon lets go of whoever never speaks") {
                try Holding(of: pid).descriptors <= before.descriptors + 8
            }
        }
        strangers.leave()
        #expect(conference.stopDaemon() == 0)
    }

    @Test("Without descriptors left the daemon lives on, answers whom it knows, and recovers")
    func noDescriptors() async throws {
        let conference = try Conference()
        try conference.initialise()
        try await offPool { try conference.start() }
        let pid = try #require(conference.daemon?.process.identifier)
        let office = try await DrillOffice(conference, overTCP: true)
        _ = try await answers(of: office.desk, count: 1)
        let held = try Holding(of: pid).descriptors
        let limited = try run(
            "/usr/bin/env",
            ["prlimit", "--pid", "\(pid)", "--nofile=\(held + 40)"]
        )
        try #require(limited.code == 0, "prlimit is part of util-linux")

        let ports = try officePorts(conference)
        let strangers = try Strangers(.silent, 100, to: ports, in: conference)
        try await offPool {
            try eventually("the daemon says that it has hardly a descriptor left") {
                conference.daemon?.text.contains("nearly used up") == true
            }
        }
        // libzmq 4.3.4 aborts the process when it cannot accept on ipc: nobody may get that far.
        for _ in 0..<20 { try knock(at: conference.folder.appending(path: "office.sock").path) }
        let entry = try await office.register()
        #expect(entry > 0, "a matter is recorded by who is connected already")
        strangers.leave()
        try await offPool {
            try eventually("the local desk is open again") {
                conference.daemon?.text.contains("free again") == true
            }
        }
        #expect(conference.daemon?.process.isRunning == true)
        let late = try await DrillOffice(conference)
        _ = try await answers(of: late.desk, count: 1)
        await late.transport.close()
        await office.transport.close()
        #expect(try conference.verifiedExport()["findings"] != nil)
        #expect(conference.stopDaemon() == 0)
    }

    // MARK: Helpers

    private func officePorts(_ conference: Conference) throws -> [Int] {
        let file = conference.data.appending(path: "keys/office/enrolment.json")
        let enrolment = try Enrolment(parsing: Data(contentsOf: file))
        let feed = try #require(enrolment.feed.split(separator: ":").last.flatMap { Int($0) })
        return [feed, feed + 1]
    }

    /// Connects to a socket file, whether anybody listens or not.
    private func knock(at path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Seconds that each of so many questions took to be answered.
    private func answers(of desk: DeskClient, count: Int) async throws -> [Double] {
        var times: [Double] = []
        for _ in 0..<count {
            let begin = ContinuousClock.now
            _ = try await desk.ask(ListRequest())
            let took = ContinuousClock.now - begin
            times.append(
                Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
            )
        }
        return times
    }

    private func median(_ times: [Double]) -> Double {
        let sorted = times.sorted()
        guard !sorted.isEmpty else { return 0 }
        return (sorted[sorted.count / 2] * 10_000).rounded() / 10
    }
}

extension DrillOffice {
    /// Registers a matter and hands it to nobody; returns its entry.
    func register() async throws -> UInt64 {
        let draft = MatterDraft(
            matter: MatterID(high: .random(in: .min ... .max), low: .random(in: .min ... .max)),
            matterClass: .claim6,
            purpose: .claim,
            subject: "labour",
            place: "青禾镇",
            isUrgent: false,
            piece: PieceDraft(
                number: "门-1",
                channel: .letter,
                receivedAt: .now,
                persons: 1,
                dossier: [DossierText(field: "claim", text: "请求核实。")]
            )
        )
        let reply = try await order(RegisterRequest(officer: officer, matters: [draft])) { answer in
            if case .refused(let refusal)? = answer.results.first { refusal } else { nil }
        }
        guard case .entry(let index)? = reply.results.first else {
            throw NeverHappened(what: "the matter is recorded: \(reply)")
        }
        return index
    }
}
