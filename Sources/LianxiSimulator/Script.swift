import LianxiCore

/// What happens to the conference: time, trouble, and in the end peace.
struct Script: Sendable {
    private let simulation: Simulation
    private let world: World
    private let lot: Lot

    init(_ simulation: Simulation) {
        self.simulation = simulation
        world = simulation.world
        lot = simulation.world.lot("script")
    }

    func play() async {
        do {
            try await simulation.daemon.found()
        } catch {
            return world.inspector.found(.starts, "the ledger cannot be founded: \(error)")
        }
        world.disk.begin()
        simulation.daemon.start()
        for person in simulation.people { person.start() }
        simulation.lightFuse()
        let trouble = Trouble(simulation)
        for turn in 0..<simulation.options.turns where world.inspector.findings.isEmpty {
            if world.isComparison {
                await quietTurn()
                continue
            }
            trouble.turn()
            await world.timeline.pause(lot.pick(200...4000))
            if lot.happens(700) { await pass() }
            if turn % 8 == 0 { world.inspector.walk() }
        }
        guard world.inspector.findings.isEmpty else { return }
        trouble.end()
        await Settling(simulation).settle()
    }

    /// A turn whose length depends on nothing that happened.
    private func quietTurn() async {
        await world.timeline.pause(700)
        world.timeline.skip(Int64(lot.pick(1...30)) * 3_600_000)
    }

    /// Lets hours or days pass: mostly each due moment at its time, sometimes all at once.
    private func pass() async {
        let hours = lot.happens(600) ? lot.pick(1...48) : lot.pick(24...240)
        let until = world.timeline.moment.adding(milliseconds: Int64(hours) * 3_600_000)
        if lot.happens(800) { await walk(until) }
        let rest = until.milliseconds - world.timeline.moment.milliseconds
        if rest >= 86_400_000, !simulation.daemon.isRunning {
            world.count.happened(.passedWhileDown)
        }
        world.timeline.skip(rest)
    }

    private func walk(_ until: Timestamp) async {
        var patience = 60
        while patience > 0 {
            patience -= 1
            let now = world.timeline.moment
            guard let wake = world.inspector.docket.plan(at: now).wake, wake <= until else {
                return
            }
            if wake <= now {
                await world.timeline.pause(100)
                // The daemon may be down: then it is late.
                if !simulation.daemon.isReady { return }
            } else {
                world.timeline.skip(wake.milliseconds - now.milliseconds)
                await world.timeline.pause(20)
            }
        }
    }
}
