/// Why a frame is not one of this protocol's.
///
/// Frames like that are dropped and counted.
package enum FrameError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It does not begin with `4c 58`.
    case signature
    /// It is of a version this program does not speak.
    case version(UInt8)
    /// It is of another kind than may come here.
    case kind(UInt8)
    /// It is shorter or longer than its kind may be.
    case length(Int)
    /// A number in it is beyond 2^53 − 1, or a feed number is 0.
    case number(UInt64)
    /// The message has this many frames, which its kind may not have.
    case frames(Int)
    /// The reply answers another request.
    case otherRequest

    package var description: String {
        switch self {
        case .signature: "not a frame of this protocol"
        case .version(let version): "a frame of version \(version)"
        case .kind(let kind): "a frame of kind \(kind), which may not come here"
        case .length(let length): "a frame of \(length) bytes, which its kind may not have"
        case .number(let number): "the number \(number), out of range"
        case .frames(let count): "a message of \(count) frames, which its kind may not have"
        case .otherRequest: "a reply to another request"
        }
    }
}
