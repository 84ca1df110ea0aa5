import LianxiCore
import Synchronization

/// The simulated world's time: what the machines count, and the moment people read on the wall.
///
/// Nothing takes time but waiting. The moment runs with the machines and is also moved ahead by hours
/// or days while nothing happens, so that a quarter of a year costs seconds.
final class Timeline: Sendable {
    private struct Event {
        let at: Int64
        let order: UInt64
        let action: @Sendable () -> Void
    }

    /// Someone who waits for a moment, as his own clock shows it.
    private struct Sleeper {
        let until: Int64
        let clock: WallTime
        let waiter: Waiter
    }

    private struct State {
        /// The last is the next to come.
        var events: [Event] = []
        var sleepers: [Sleeper] = []
        var order: UInt64 = 0
        var now: Int64 = 0
        var moment: Int64
    }

    private let state: Mutex<State>

    init(at moment: Timestamp) { state = Mutex(State(moment: moment.milliseconds)) }

    /// Milliseconds of machine time since the beginning.
    var now: Int64 { state.withLock { $0.now } }
    /// The true moment.
    var moment: Timestamp { Timestamp(milliseconds: state.withLock { $0.moment }) }

    /// Does something so many milliseconds from now.
    func after(_ milliseconds: Int, _ action: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.order += 1
            let event = Event(
                at: state.now + Int64(max(0, milliseconds)),
                order: state.order,
                action: action
            )
            // From the end: most things happen soon.
            var place = state.events.count
            while place > 0, state.events[place - 1].at <= event.at { place -= 1 }
            state.events.insert(event, at: place)
        }
    }

    /// Waits in machine time; a cancelled task returns at once.
    func pause(_ milliseconds: Int) async {
        let waiter = Waiter()
        after(milliseconds) { waiter.wake() }
        await waiter.wait()
    }

    /// Waits in machine time, come what may.
    func stay(_ milliseconds: Int) async {
        let waiter = Waiter()
        after(milliseconds) { waiter.wake() }
        await waiter.stay()
    }

    /// Waits until a clock shows the moment; a cancelled task returns at once.
    func sleep(until moment: Timestamp, on clock: WallTime) async {
        let waiter = Waiter()
        state.withLock { state in
            state.sleepers.append(
                Sleeper(until: moment.milliseconds, clock: clock, waiter: waiter)
            )
        }
        wakeSleepers()
        await waiter.wait()
        state.withLock { $0.sleepers.removeAll { $0.waiter === waiter } }
    }

    /// Moves the moment ahead, as if the machines had stood still meanwhile.
    func skip(_ milliseconds: Int64) {
        state.withLock { $0.moment += max(0, milliseconds) }
        wakeSleepers()
    }

    /// Wakes whoever waits for a moment that his clock shows now; to be called when a clock was set.
    func wakeSleepers() {
        let due = state.withLock { state in
            let due = state.sleepers.filter { state.moment + $0.clock.offset >= $0.until }
            if !due.isEmpty {
                state.sleepers.removeAll { state.moment + $0.clock.offset >= $0.until }
            }
            return due
        }
        for sleeper in due { sleeper.waiter.wake() }
    }

    /// Goes on to the next thing that happens, and lets it happen; `false` when nothing is to come.
    func advance() -> Bool {
        let event: Event? = state.withLock { state in
            let event = state.events.last
            let wake = state.sleepers.map { state.now + $0.until - state.moment - $0.clock.offset }
                .min()
            guard let at = [event?.at, wake].compactMap({ $0 }).min() else { return nil }
            let passed = max(0, at - state.now)
            state.now += passed
            state.moment += passed
            guard let event, event.at <= state.now else {
                return Event(at: at, order: 0, action: {})
            }
            state.events.removeLast()
            return event
        }
        guard let event else { return false }
        event.action()
        wakeSleepers()
        return true
    }
}

/// A wall clock that may be wrong.
final class WallTime: Sendable {
    private let state = Mutex<Int64>(0)

    /// Milliseconds it is ahead of the true moment.
    var offset: Int64 { state.withLock { $0 } }

    func set(ahead milliseconds: Int64) { state.withLock { $0 = milliseconds } }
}
