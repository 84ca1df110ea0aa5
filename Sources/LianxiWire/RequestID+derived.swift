package import LianxiCore

extension RequestID {
    /// The identifier of the `place`-th element of a batch: the first 8 bytes as given, the last 8
    /// plus the place, as a big-endian number that wraps around.
    ///
    /// Element 0 has the message's own identifier. Used by `register` and `dispatch`.
    package func derived(_ place: Int) -> RequestID {
        RequestID(high: high, low: low &+ UInt64(place))
    }
}
