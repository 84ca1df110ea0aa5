import LianxiCore
import LianxiServer

/// The clock one run of the daemon reads and waits on.
struct SimulatedClock: ServerClock {
    let program: Program
    let timeline: Timeline
    let wall: WallTime

    func now() -> Timestamp { timeline.moment.adding(milliseconds: wall.offset) }

    func sleep(until moment: Timestamp) async throws {
        try alive()
        await timeline.sleep(until: moment, on: wall)
        try alive()
    }

    func pause(milliseconds: Int) async throws {
        try alive()
        await timeline.pause(milliseconds)
        try alive()
    }

    private func alive() throws {
        try Task.checkCancellation()
        guard program.isAlive else { throw CancellationError() }
    }
}
