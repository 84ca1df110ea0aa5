/// Why a command ends without having done what was asked; decides the exit code.
enum AgentTrouble: Error {
    /// The request itself is wrong.
    case usage(String)
    /// The daemon, or our own check, said no; the sentence is in the reader's language.
    case refused(String)
    /// Cannot reach the daemon, or open a file: what, and why.
    case cannotOpen(String, String)
    case unreachable(String)
    /// Told already; only the exit code is left.
    case reported(code: Int32)
    /// Settings, keys or enrolment are wrong; a restart does not cure it.
    case configuration(String)

    /// What tools exit with.
    var toolCode: Int32 {
        switch self {
        case .usage: 2
        case .refused: 1
        case .cannotOpen, .unreachable, .configuration: 3
        case .reported(let code): code
        }
    }

    /// What the service exits with (sysexits): 64 usage, 74 storage, 78 configuration.
    var serviceCode: Int32 {
        switch self {
        case .usage: 64
        case .cannotOpen, .unreachable: 74
        case .refused, .configuration: 78
        case .reported(let code): code
        }
    }

    var message: String {
        switch self {
        case .usage(let text), .refused(let text), .unreachable(let text), .configuration(let text):
            text
        case .cannotOpen(let path, let reason): "\(path): \(reason)"
        case .reported: ""
        }
    }
}
