import LianxiCore
import Synchronization

/// Brings on the faults that come turn by turn, at the rates of the seed.
final class Trouble: Sendable {
    private let simulation: Simulation
    private let world: World
    private let faults: Faults
    private let lot: Lot
    private let backup = Mutex<DiskImage?>(nil)
    private let inboxLot: Lot
    private let olderLot: Lot
    private let inboxes = Mutex<[PartyID: InboxImage]>([:])

    init(_ simulation: Simulation) {
        self.simulation = simulation
        world = simulation.world
        faults = simulation.world.faults
        lot = simulation.world.lot("trouble")
        inboxLot = simulation.world.lot("old inboxes")
        olderLot = simulation.world.lot("older programs")
    }

    func turn() {
        if lot.happens(faults.serverKills) { simulation.daemon.kill(after: lot.pick(1...400)) }
        if lot.happens(faults.peopleKills) {
            lot.pick(from: simulation.people)?.kill(after: lot.pick(1...200))
        }
        if lot.happens(faults.fullDisks) {
            world.disk.setFull(true)
            later(200...6000) { $0.world.disk.setFull(false) }
        }
        if lot.happens(faults.slowDisks) {
            world.disk.setSlowness(lot.pick(50...2500))
            later(500...8000) { $0.world.disk.setSlowness(0) }
        }
        if lot.happens(faults.partitions) { partition() }
        if lot.happens(faults.clockSteps) { stepClock() }
        if lot.happens(faults.clockSkews) {
            let skew = Int64(lot.pick(-900...900)) * 1000
            lot.pick(from: simulation.people)?.wall.set(ahead: skew)
            world.count.happened(.clockSkewed)
        }
        if lot.happens(faults.oldBackups) { restoreBackup() }
        if inboxLot.happens(faults.oldInboxes) { restoreInbox() }
        if olderLot.happens(faults.olderPrograms) { goBack() }
    }

    /// No faults any more: every line whole, every clock right, every disk sound.
    func end() {
        world.disk.heal()
        for person in simulation.people {
            person.link.heal()
            person.wall.set(ahead: 0)
        }
        simulation.daemon.setClock(ahead: 0)
        for department in simulation.departments { department.upgrade() }
        world.trace.note("world", "heals")
    }

    /// One way, the other, or both, for one or for all.
    private func partition() {
        let both = lot.happens(500)
        let toServer = both || lot.happens(500)
        let one = lot.pick(from: simulation.people)
        let cut = lot.happens(300) ? simulation.people : [one].compactMap { $0 }
        for person in cut { person.link.cut(toServer: toServer, toClient: both || !toServer) }
        later(500...40_000) { _ in
            for person in cut { person.link.cut(toServer: false, toClient: false) }
        }
    }

    /// A little forwards or backwards; or far, as by a dead battery.
    private func stepClock() {
        let seconds = lot.happens(700) ? lot.pick(-240...240) : lot.pick(-7200...7200)
        simulation.daemon.setClock(ahead: Int64(seconds) * 1000)
        world.count.happened(seconds < 0 ? .clockBack : .clockAhead)
        later(1000...20_000) { $0.simulation.daemon.setClock(ahead: 0) }
    }

    /// Now and then a copy is made; now and then one is put back that is older than what was signed.
    private func restoreBackup() {
        let image = world.disk.image
        let old = backup.withLock { backup in
            defer { backup = image }
            return backup
        }
        guard let old, let lock = image.lock, old.size < lock.size else { return }
        simulation.daemon.restore(old)
        world.count.happened(.oldBackup)
    }

    /// An agent goes on with an older copy of its inbox, and leaves another copy for the next time.
    private func restoreInbox() {
        guard let department = inboxLot.pick(from: simulation.departments) else { return }
        let image = department.inbox.image
        let old = inboxes.withLock { inboxes in
            defer { inboxes[department.id] = image }
            return inboxes[department.id]
        }
        guard let old else { return }
        department.person.kill()
        department.inbox.restore(old)
        world.count.happened(.oldInbox)
        world.trace.note("\(department.id)", "goes on with \(old.items.count) items")
    }

    /// An older program is started in the place of one of today: of the daemon, where it finds what it does
    /// not know, or of an agent, which goes on with what it can read.
    private func goBack() {
        if olderLot.happens(300) {
            if world.inspector.hasRecorded(world.older.type) { simulation.daemon.goBack() }
        } else {
            olderLot.pick(from: simulation.departments)?.goBack()
        }
    }

    private func later(
        _ milliseconds: ClosedRange<Int>,
        _ action: @escaping @Sendable (Trouble) -> Void
    ) {
        world.timeline.after(lot.pick(milliseconds)) { [self] in action(self) }
    }
}
