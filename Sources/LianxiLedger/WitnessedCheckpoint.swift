/// A checkpoint with the cosignatures of enough witnesses, as a note.
package struct WitnessedCheckpoint: Hashable, Sendable {
    package let size: UInt64
    /// At most ``SignedNote/mostBytes``, with the log's line and the witnesses'.
    package let note: [UInt8]

    package init(size: UInt64, note: [UInt8]) {
        self.size = size
        self.note = note
    }
}
