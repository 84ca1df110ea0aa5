import Dispatch
import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire
import LianxiZeroMQ
import Synchronization

/// The course of one demonstration: prepare, run, end, verify.
struct DemoRun {
    /// The department whose agent is killed after a third of the time and comes back at half.
    private static let interrupted = 3

    let directory: URL?
    let duration: Int
    let stage: DemoStage

    func run() async throws -> DemoSummary {
        let isStopped = Mutex(false)
        return try await withInterrupts {
            isStopped.withLock { $0 = true }
        } body: {
            try await perform(until: { isStopped.withLock { $0 } })
        }
    }

    private func perform(until isStopped: () -> Bool) async throws -> DemoSummary {
        let programs = Programs()
        if !programs.missing.isEmpty {
            stage.prepare("正在编译所需程序……", "Building the programs this needs …")
            try programs.buildMissing()
        }
        let world = try DemoWorld.make(at: directory, duration: duration, programs: programs)
        stage.prepare("演示目录：\(world.folder.path)", "Folder: \(world.folder.path)")
        try world.require(
            "lianxid",
            ["init", "--config", world.configuration, "--demo-clock", world.foundingClock]
        )
        var daemon = try world.startDaemon(world.preparingClock)
        let (desk, hand, transport) = try await world.officeDesk()
        var agents: [Child] = []
        do {
            try await answering(desk, daemon)
            try prepareDepartments(world, &agents)
            var office = DemoOffice(
                desk: desk,
                hand: hand,
                departments: world.departments.map(\.id),
                language: stage.language,
                show: stage.show
            )
            try await delivered(&office)
            await daemon.stop()
            daemon = try world.startDaemon(world.playingClock)
            try await answering(desk, daemon)
            try await play(world, &agents, &office, until: isStopped)
            try world.require(
                "lianxictl",
                [
                    "ledger", "export", world.folder.appending(path: "export").path, "--config",
                    world.configuration,
                ]
            )
            await stop(agents, daemon, transport)
            return try verify(world, office.counts)
        } catch {
            await stop(agents, daemon, transport)
            throw error
        }
    }

    /// Waits until the daemon answers, or it has ended.
    private func answering(_ desk: DeskClient, _ daemon: Child) async throws {
        var patient = desk
        patient.patience = DeskClient.Patience(timeout: 500, attempts: 1)
        for _ in 0..<60 where daemon.isRunning {
            if (try? await patient.ask(StatusRequest())) != nil { return }
        }
        throw DemoTrouble("the daemon did not start; see logs/lianxid.log")
    }

    /// Waits, a minute at most, until every department's system has what was dispatched to it.
    private func delivered(_ office: inout DemoOffice) async throws {
        let end = Date().addingTimeInterval(60)
        repeat {
            try await office.turn()
            try await Task.sleep(for: .milliseconds(100))
        } while office.counts.received < office.counts.dispatched && Date() < end
    }

    private func prepareDepartments(_ world: DemoWorld, _ agents: inout [Child]) throws {
        for (place, department) in world.departments.enumerated() {
            stage.prepare(
                "登记成员单位 \(place + 1)/\(world.departments.count)：\(department.name)",
                "Enrolling \(place + 1)/\(world.departments.count): \(department.name)"
            )
            try world.enrol(department)
            agents.append(try world.startAgent(department.id))
        }
        stage.prepare("导入登记册并分办……", "Importing the register and dispatching …")
        try world.require(
            "lianxictl",
            ["import", world.register.path, "--dispatch", "--config", world.configuration]
        )
    }

    /// Lets the time given pass, with officers and office at work.
    private func play(
        _ world: DemoWorld,
        _ agents: inout [Child],
        _ office: inout DemoOffice,
        until isStopped: () -> Bool
    ) async throws {
        let day = 86_400 / Double(world.scale)
        var officers = DemoOfficers(
            folder: world.folder,
            departments: world.departments.map(\.id),
            day: day
        )
        let unlucky = world.departments[Self.interrupted]
        let start = Date()
        var killed: Date?
        while Date().timeIntervalSince(start) < Double(duration), !isStopped() {
            let passed = Date().timeIntervalSince(start)
            if killed == nil, passed > Double(duration) / 3 {
                killed = Date()
                agents[Self.interrupted].send(SIGKILL)
                stage.show(
                    stage.language.pick(
                        "---- \(unlucky.name) 的终端被强行关闭（kill -9）----",
                        "---- \(unlucky.name): its agent is killed (kill -9) ----"
                    )
                )
            }
            if killed != nil, !agents[Self.interrupted].isRunning, passed > Double(duration) / 2 {
                agents[Self.interrupted] = try world.startAgent(unlucky.id)
                stage.show(
                    stage.language.pick(
                        "---- \(unlucky.name) 的终端恢复 ----",
                        "---- \(unlucky.name): it is back ----"
                    )
                )
            }
            officers.turn()
            try await office.turn()
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func stop(
        _ agents: [Child],
        _ daemon: Child,
        _ transport: ZeroMQClientTransport
    ) async {
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { await agent.stop() }
        await daemon.stop()
        await transport.close()
    }

    /// Has the exported ledger verified by the independent program.
    private func verify(_ world: DemoWorld, _ counts: DemoOffice.Counts) throws -> DemoSummary {
        let key = world.folder.appending(path: "ledger.vkey")
        try FileManager.default.copyItem(at: world.data.appending(path: "ledger.vkey"), to: key)
        let (code, audit) = try runToEnd(
            world.programs.path("lianxi-audit"),
            [
                "verify", world.folder.appending(path: "export").path, "--key", key.path, "--lang",
                stage.language.rawValue,
            ]
        )
        return DemoSummary(
            counts: counts,
            isVerified: code == 0,
            audit: audit,
            folder: world.folder,
            configuration: world.configuration
        )
    }
}

/// Runs the body; SIGINT and SIGTERM call `onInterrupt` instead of ending the process.
private func withInterrupts<Value>(
    _ onInterrupt: @escaping @Sendable () -> Void,
    body: () async throws -> Value
) async rethrows -> Value {
    let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { @Sendable in onInterrupt() }
        source.resume()
        return source
    }
    defer { for source in sources { source.cancel() } }
    return try await body()
}
