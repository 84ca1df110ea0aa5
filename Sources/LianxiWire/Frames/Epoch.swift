/// Which life of the daemon's store a number belongs to.
///
/// The counter grows by one, and the identifier is drawn anew, each time a store is recovered from
/// a copy. A subscriber never goes back to a lower counter, and never takes two identifiers under
/// the same one: that would be two histories.
package struct Epoch: Hashable, Sendable, CustomStringConvertible {
    /// 0…2^53 − 1.
    package let counter: UInt64
    /// 16 random bytes.
    package let id: [UInt8]

    /// Stops the process unless the identifier has 16 bytes.
    package init(counter: UInt64, id: [UInt8]) {
        precondition(id.count == 16, "an epoch's identifier has 16 bytes, not \(id.count)")
        self.counter = counter
        self.id = id
    }

    package var description: String { "\(counter)" }
}
