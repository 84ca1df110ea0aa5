package import LianxiWire

/// Why a desk did not do what was asked, or may not have.
package enum DeskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The daemon said no; it has a stable code and a sentence.
    case refused(DeskRefusal)
    /// No reply within the attempts made: it may or may not have been done. Ask again with the same
    /// identifier.
    case unreachable(TransportError)
    /// The reply cannot be read: another version, or not our daemon.
    case unreadable(String)

    package var description: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .unreachable(let error): "\(error)"
        case .unreadable(let reason): "a reply that cannot be read: \(reason)"
        }
    }
}
