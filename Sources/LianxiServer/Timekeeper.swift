import LianxiCore

/// When the docket next wants to be told that time has passed.
struct Alarm: Hashable, Sendable {
    /// `nil` when no clock has steps left.
    var wake: Timestamp?
    /// How often time was advanced so far; tells the answer to an advance from an older alarm.
    var advances = 0
    /// The newest round could not be recorded for want of room.
    var isBlocked = false

    /// It wants to be told before the moment; `nil` is a moment that never comes.
    func isBefore(_ moment: Timestamp?) -> Bool {
        guard let wake else { return false }
        return moment.map { wake < $0 } ?? true
    }
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
            await sleep(until: alarms.value.wake)
            let alarm = alarms.value
            guard let wake = alarm.wake, clock.now() >= wake else { continue }
            guard await inbox.put(.timeHasPassed) else { return }
            await alarms.until { $0.advances != alarm.advances }
            if alarms.value.isBlocked {
                try? await clock.pause(milliseconds: ServerLimits.checkpointMilliseconds)
            }
        }
    }

    /// Returns when the moment has come, or one before it is to be waited for.
    ///
    /// One that moved later is seen then: most rounds move it, and few bring it nearer.
    private func sleep(until moment: Timestamp?) async {
        await withTaskGroup(of: Void.self) { group in
            if let moment { group.addTask { try? await clock.sleep(until: moment) } }
            group.addTask { await alarms.until { $0.isBefore(moment) } }
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
