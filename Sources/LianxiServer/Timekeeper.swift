import LianxiCore

/// When the docket next wants to be told that time has passed.
struct Alarm: Hashable, Sendable {
    /// `nil` when no clock has steps left.
    var wake: Timestamp?
    /// How often time was advanced so far; tells the answer to an advance from an older alarm.
    var advances = 0
    /// The newest round could not be recorded for want of room.
    var isBlocked = false
}

/// Tells the engine when a moment has come that the docket waits for.
///
/// After downtime the moment lies in the past and comes at once; the docket then says again when
/// to look, and what was due meanwhile fires in order, marked late.
struct Timekeeper: Sendable {
    let alarms: Latest<Alarm>
    let inbox: BoundedQueue<Submission>
    let clock: any ServerClock

    /// Runs until the task is cancelled or the inbox closed.
    func run() async {
        while !Task.isCancelled {
            let alarm = alarms.value
            await sleep(until: alarm)
            guard let wake = alarm.wake, alarms.value == alarm, clock.now() >= wake else {
                continue
            }
            guard await inbox.put(.timeHasPassed) else { return }
            await alarms.change(from: alarm)
            if alarms.value.isBlocked {
                try? await clock.pause(milliseconds: ServerLimits.checkpointMilliseconds)
            }
        }
    }

    /// Returns when the alarm's moment has come or another alarm is set.
    private func sleep(until alarm: Alarm) async {
        await withTaskGroup(of: Void.self) { group in
            if let wake = alarm.wake {
                group.addTask { try? await clock.sleep(until: wake) }
            }
            group.addTask { await alarms.change(from: alarm) }
            await group.next()
            group.cancelAll()
        }
    }
}

extension Submission {
    /// Time has passed: whatever is due shall be decided.
    static let timeHasPassed = Submission([Wish(.advanceClock, cause: nil)]) { _, _ in { nil } }

    /// Nothing is wanted but that the engine goes round once.
    static let pulse = Submission([]) { _, _ in { nil } }

    /// It tells of time's passing.
    var isTime: Bool { wishes.contains(where: \.isTime) }
}
