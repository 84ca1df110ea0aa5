import CZeroMQ
import Glibc
import Synchronization

/// The process's part of libzmq: its I/O threads and the names of its inproc sockets.
///
/// One per process. Every socket retains it, so that it ends after the last of them: ending it
/// with a socket open would wait for ever. A context answers one ZAP address, so that it carries
/// at most one ``ZeroMQServerTransport``; any number of clients may share it.
package final class ZeroMQContext: Sendable {
    // Safe: libzmq's context may be used from any thread; it is set once and ended in deinit.
    nonisolated(unsafe) let raw: UnsafeMutableRawPointer

    private let names = Atomic<Int>(0)

    /// Makes the context and seeds `rand()`, which libzmq never does itself.
    ///
    /// Unseeded, the routing ids a ROUTER hands out are the same in every process, and a peer that
    /// claims the next ones aborts the daemon (libzmq #4633); and all clients would come back
    /// after a break at the same moments.
    package init(_ settings: ZeroMQSettings = ZeroMQSettings()) throws(ZeroMQError) {
        srand(UInt32.random(in: .min ... .max))
        guard let raw = zmq_ctx_new() else {
            throw ZeroMQError(code: zmq_errno(), attempt: "make a context", zh: "启动 libzmq")
        }
        self.raw = raw
        // Linger 0 for every socket from the start: closing never waits, the ledger is the truth.
        try set(ZMQ_BLOCKY, 0)
        try set(ZMQ_IO_THREADS, settings.ioThreads)
        try set(ZMQ_MAX_SOCKETS, settings.maximumSockets)
    }

    deinit {
        while zmq_ctx_term(raw) != 0, zmq_errno() == EINTR {}
    }

    /// An inproc address that no other socket of this context has.
    func freshAddress(_ use: String) -> String {
        "inproc://\(use)-\(names.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    private func set(_ option: CInt, _ value: Int) throws(ZeroMQError) {
        try ZeroMQError.check(
            czmq_ctx_set(raw, option, CInt(value)),
            "set context option \(option)"
        )
    }
}
