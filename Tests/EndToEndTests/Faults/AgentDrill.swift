import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiSQLite
import LianxiZeroMQ
import Testing

/// A daemon with one department's real agent beside it, which something happens to.
struct AgentDrill {
    let conference: Conference
    let clock: SteppedClock
    private let office: DrillOffice
    private let unit: PartyID

    /// - Parameters:
    ///   - address: Where the daemon listens.
    ///   - launcher: A program and its arguments that starts the agent in its own place.
    /// - Throws: What keeps the programs from being there.
    init(at address: String = "127.0.0.1", agentUnder launcher: [String] = []) async throws {
        let ports = try freePorts(40)
        let hours = "[\"00:00-24:00\"]"
        let conference = try Conference(changes: [
            "listen": "\n  address: \(address)\n  ports: \(ports.lowerBound)-\(ports.upperBound)",
            "presence": "\n  dark-after: 2h\n  leaders-after: 8h\n  hours: \(hours)",
        ])
        self.conference = conference
        let clock = try SteppedClock(in: conference.folder)
        self.clock = clock
        try await offPool {
            try conference.initialise()
            try conference.start(under: clock.launcher)
            // The daemon's clock is days ahead of the machine's, as an auditor would tell from cosignatures.
            try conference.enrol("housing", name: "区住建局", officer: "zhang", isWitness: false)
            let settings = "party: housing\nofficer: zhang\nlog:\n  level: debug\n"
            let file = URL(filePath: conference.place("housing")).appending(path: "agent.yaml")
            try Data(settings.utf8).write(to: file)
            try conference.startAgent("housing", under: launcher)
        }
        unit = try #require(PartyID("housing"))
        office = try await DrillOffice(conference)
        try await agentSays("connected")
    }

    /// Hands the unit so many matters more.
    func dispatch(_ count: Int) async throws {
        for number in 1...count { _ = try await office.dispatch(number, to: unit) }
    }

    /// Waits until the agent has kept all that the ledger holds for its unit, in order and each once.
    func caughtUp() async throws {
        let expected = try await addressed()
        let end = ContinuousClock.now + .seconds(120)
        var kept: [UInt64] = []
        while ContinuousClock.now < end {
            kept = try await inbox()
            if kept.count >= expected.count { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(Array(kept.prefix(expected.count)) == expected, "no gap, and nothing twice")
    }

    /// How many items the agent has kept.
    func kept() async throws -> Int { try await inbox().count }

    /// Waits until the ledger says to each of them that the unit is dark.
    ///
    /// The daemon looks once a minute, and climbs by one at each look.
    func seenDark(by recipients: Set<PartyID>) async throws {
        let end = ContinuousClock.now + .seconds(200)
        while ContinuousClock.now < end {
            let told = try await ledger().compactMap { entry in
                if case .presenceChanged(let it) = entry.event, it.isDark,
                    it.units.contains(where: { $0.party == unit })
                {
                    it.recipient
                } else {
                    nil
                }
            }
            if recipients.isSubset(of: told) { return }
            try await Task.sleep(for: .milliseconds(500))
        }
        Issue.record("not all of \(recipients) were told that the unit is dark")
    }

    /// Waits until the agent's log has a word.
    func agentSays(_ word: String) async throws {
        let log = conference.folder.appending(path: "housing.log")
        try await offPool {
            do {
                try eventually("the agent says \(word)") {
                    try String(contentsOf: log, encoding: .utf8).contains(word)
                }
            } catch {
                print(try String(contentsOf: log, encoding: .utf8))
                throw error
            }
        }
    }

    /// Looks that the ledger verifies, and ends.
    func end() async throws {
        let conference = conference
        _ = try await offPool { try conference.verifiedExport()["findings"] != nil }
        await office.transport.close()
        #expect(conference.stopDaemon() == 0)
    }

    private func addressed() async throws -> [UInt64] {
        try await ledger().enumerated().filter { $0.element.delivery?.recipient == unit }
            .map { UInt64($0.offset) }
    }

    private func ledger() async throws -> [Entry] {
        try await office.ledger().map { try EntryCodec.decode($0) }
    }

    private func inbox() async throws -> [UInt64] {
        let path = "\(conference.place("housing"))/inbox.db"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let inbox = try await AgentDatabase.open(
            path,
            origin: "xinfang.test.example/lianxi",
            party: unit,
            as: .tool
        )
        var items: [UInt64] = []
        while true {
            let page = try await inbox.items(after: UInt64(items.count), limit: 500)
            if page.isEmpty { break }
            items += page.map(\.index)
        }
        try inbox.close()
        return items
    }
}
