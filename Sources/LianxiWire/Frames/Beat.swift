package import LianxiCore

/// The feed's pulse: how far it has come, though nothing may have been sent.
///
/// Frame kind `02`.
///
/// Sent about every second. Tells what would otherwise be
/// invisible: that the last items were lost.
package struct Beat: Hashable, Sendable {
    package let epoch: Epoch
    /// Number of the feed's newest item; 0 while it has none.
    package let head: UInt64
    /// The daemon's clock.
    package let time: Timestamp
    /// The newest signed checkpoint as a note; empty before the first.
    ///
    /// At most 4096 bytes.
    package let checkpoint: [UInt8]

    package init(epoch: Epoch, head: UInt64, time: Timestamp, checkpoint: [UInt8]) {
        self.epoch = epoch
        self.head = head
        self.time = time
        self.checkpoint = checkpoint
    }

    static let headLength = FrameKind.prefixLength + 24 + 8 + 8

    package func encode() -> [UInt8] {
        precondition(time.milliseconds >= 0, "a beat before 1970")
        precondition(
            checkpoint.count <= WireLimits.noteBytes,
            "a checkpoint of \(checkpoint.count) bytes"
        )
        var frame = FrameKind.beat.prefix
        frame.reserveCapacity(Self.headLength + checkpoint.count)
        frame.append(epoch: epoch)
        frame.append(word: head)
        frame.append(word: UInt64(time.milliseconds))
        frame.append(contentsOf: checkpoint)
        return frame
    }

    package init(decoding frame: [UInt8]) throws(FrameError) {
        var reader = try FrameReader(frame, kind: .beat)
        epoch = try reader.epoch()
        head = try reader.number()
        time = Timestamp(milliseconds: Int64(try reader.number()))
        checkpoint = try reader.tail(0...WireLimits.noteBytes)
    }
}
