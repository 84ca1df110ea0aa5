/// What an exchange of bytes goes over: a connection in the clear, or a secured one.
package protocol ByteConnection {
    /// Sends all of it.
    func send(_ bytes: [UInt8]) throws
    /// Waits for the next bytes, at most so many; none when the other side closed.
    func receive(upTo most: Int) throws -> [UInt8]
}
