import LianxiCore
import LianxiLedger

/// Puts before the engine, once a minute, that time goes on and what witnesses said of the ledger.
///
/// Whether anything is recorded the docket decides, by what was recorded last.
struct Ticker: Sendable {
    /// The quiet after which a tick is recorded.
    let minutes: Int
    let witnesses: Witnesses
    let inbox: BoundedQueue<Submission>
    let clock: any ServerClock

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await clock.pause(milliseconds: ServerLimits.watchMilliseconds)
            // A full inbox has no room for it; the next minute's look says the same or more.
            _ = inbox.offer(submission)
        }
    }

    private var submission: Submission {
        Submission([Wish(.tick(tick), cause: nil)]) { _, _ in { nil } }
    }

    private var tick: Tick {
        let witnessed = witnesses.newest.flatMap { newest in
            newest.note.count <= Tick.mostNoteBytes
                ? Tick.Witnessed(
                    size: newest.size,
                    note: String(decoding: newest.note, as: UTF8.self)
                ) : nil
        }
        return Tick(minutes: minutes, witnessed: witnessed)
    }
}
