package import LianxiLedger
package import LianxiWire

/// Why the server does not start, or had to stop.
package struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and so how the door ends.
    package enum Kind: String, Hashable, Sendable {
        /// Ledger, lock or configuration do not fit together; a restart does not cure it (exit 78).
        case refused
        /// Input or output failed, or its outcome is unknown; recover from the file (exit 74).
        case storage
        /// The clock lies before the newest entry (exit 74: it may be set right meanwhile).
        case clock
        /// An address could not be opened (exit 78), or the transport broke down.
        case transport
    }
    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    package init(_ error: StorageError) {
        self.init(error.kind == .refused ? .refused : .storage, error.description)
    }

    package init(_ error: TransportError) {
        self.init(.transport, error.description)
    }
}
