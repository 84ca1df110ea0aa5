/// Why a signed note, or what its text says, is not to be believed.
package enum NoteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not of the form; says in what.
    case malformed(String)
    /// No line is by a key we know.
    case noKnownSignature
    /// A line by a key we know does not fit the text.
    case badSignature(name: String)
    /// Signed as it should be, but it speaks of another log.
    case foreign(origin: String)
    /// Too few of the policy's witnesses cosigned it: these.
    case noQuorum([String])

    package var description: String {
        switch self {
        case .malformed(let what): "the note is malformed: \(what)"
        case .noKnownSignature: "the note has no signature by a known key"
        case .badSignature(let name): "the signature by \(name) does not fit the note"
        case .foreign(let origin): "the note speaks of the log \(origin)"
        case .noQuorum(let names):
            "the policy's quorum is not reached, cosigned by: "
                + (names.isEmpty ? "nobody" : names.joined(separator: ", "))
        }
    }
}
