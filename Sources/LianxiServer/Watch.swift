import LianxiCore

/// Puts before the engine, once a minute, who was heard and how the channels stand.
struct Watch: Sendable {
    let heard: Heard
    let rule: WatchRule
    let inbox: BoundedQueue<Submission>
    let clock: any ServerClock

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await clock.pause(milliseconds: ServerLimits.watchMilliseconds)
            // A full inbox has no room for it; the next minute's look sees the same and more.
            _ = inbox.offer(observation)
        }
    }

    private var observation: Submission {
        Submission([Wish(.observe(heard.observation(by: rule)), cause: nil)]) { _, _ in { nil } }
    }
}
