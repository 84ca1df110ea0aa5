import LianxiCore
import LianxiLedger

/// Puts something before the engine once a minute.
struct EveryMinute: Sendable {
    let inbox: BoundedQueue<Submission>
    let clock: any ServerClock
    /// What is seen at the moment it is put; `nil` for nothing.
    let command: @Sendable () -> Command?

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await clock.pause(milliseconds: ServerLimits.watchMilliseconds)
            guard let command = command() else { continue }
            // A full inbox has no room for it; the next minute's look says the same or more.
            _ = inbox.offer(Submission([Wish(command, cause: nil)]) { _, _ in { nil } })
        }
    }
}

extension Tick {
    /// With what was witnessed last, where an entry has room for it.
    init(minutes: Int, newest: WitnessedCheckpoint?) {
        let witnessed = newest.flatMap { newest in
            newest.note.count <= Tick.mostNoteBytes
                ? Tick.Witnessed(
                    size: newest.size,
                    note: String(decoding: newest.note, as: UTF8.self)
                ) : nil
        }
        self.init(minutes: minutes, witnessed: witnessed)
    }
}
