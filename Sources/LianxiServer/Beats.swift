import LianxiCore
import LianxiLedger
import LianxiWire

/// Tells every party about once a second where its feed stands, the hour, and the newest checkpoint.
struct Beats: Sendable {
    let transport: any ServerTransport
    let inbox: BoundedQueue<Submission>
    let bulletin: Bulletin
    let epoch: Epoch
    let clock: any ServerClock

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            // An idle engine goes round too, so that it can be told from one that hangs.
            _ = inbox.offer(.pulse)
            await beat()
            try? await clock.pause(milliseconds: WireLimits.beatMilliseconds)
        }
    }

    private func beat() async {
        let checkpoint = bulletin.checkpoint.value.note
        let time = clock.now()
        await transport.publish(
            bulletin.parties.map { party in
                let beat = Beat(
                    epoch: epoch,
                    head: bulletin.feedHead(of: party.id),
                    time: time,
                    checkpoint: checkpoint
                )
                return (party: party.id, frame: beat.encode())
            }
        )
    }
}
