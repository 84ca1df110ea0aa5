import CZeroMQ
import Glibc
package import LianxiWire

/// A call to libzmq that failed, by its errno.
package struct ZeroMQError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errno, positive; libzmq adds some of its own above `ZMQ_HAUSNUMERO`.
    package let code: CInt
    /// What was tried, such as `bind tcp://*:5600`.
    package let attempt: String

    package init(code: CInt, attempt: String) {
        self.code = code
        self.attempt = attempt
    }

    package var description: String {
        "\(attempt): \(String(cString: zmq_strerror(code))) (errno \(code))"
    }

    /// The same trouble in the words of the wire.
    package var asTransportError: TransportError {
        switch code {
        case EADDRINUSE, EADDRNOTAVAIL, EACCES, ENODEV, ENOENT, ENAMETOOLONG:
            TransportError(.address, description)
        default: TransportError(.failed, description)
        }
    }

    /// Passes on what a shim returned: a count, or minus an errno.
    @discardableResult
    static func check(_ result: CInt, _ attempt: @autoclosure () -> String) throws(ZeroMQError)
        -> CInt
    {
        guard result >= 0 else { throw ZeroMQError(code: -result, attempt: attempt()) }
        return result
    }
}
