import Glibc
import LianxiSockets

/// Runs a program with one socket for its input and its output, and ends it when its time is over.
///
/// A socket, because a program that ends without reading must not end us by a broken pipe.
struct SigningProgram {
    /// How it ended.
    enum Outcome: Hashable {
        case ended(code: Int32, output: [UInt8])
        /// By a signal.
        case stopped
        case timedOut
        /// It could not be started at all.
        case absent
    }

    /// The program's path and its arguments; at least the program.
    let command: [String]
    let seconds: Int

    /// The most bytes of output that are read.
    private static let mostBytes = 4096

    /// Runs it to its end; the thread waits meanwhile.
    func run(_ input: [UInt8]) -> Outcome {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { return .absent }
        let connection = TimedConnection(adopting: pair[0], within: .seconds(seconds))
        let started = start(on: pair[1])
        close(pair[1])
        guard let program = started else { return .absent }
        do throws(SocketTrouble) {
            let output = try exchange(input, over: connection)
            return collect(program, output, until: deadline)
        } catch {
            kill(-program, SIGKILL)
            var status: Int32 = 0
            waitpid(program, &status, 0)
            return error == .slow ? .timedOut : .stopped
        }
    }

    private func exchange(
        _ input: [UInt8],
        over connection: TimedConnection
    ) throws(SocketTrouble) -> [UInt8] {
        // Who does not read may still have something to say.
        do throws(SocketTrouble) {
            try connection.send(input)
            connection.finishSending()
        } catch {
            if error == .slow { throw error }
        }
        var output: [UInt8] = []
        while output.count <= Self.mostBytes {
            let chunk: [UInt8]
            do throws(SocketTrouble) {
                chunk = try connection.receive(upTo: Self.mostBytes)
            } catch {
                // It ended with our bytes unread.
                if error == .slow { throw error }
                return output
            }
            if chunk.isEmpty { return output }
            output += chunk
        }
        return output
    }

    /// Starts it in a group of its own, so that ending it also ends what it started; `nil` when it cannot be.
    private func start(on socket: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let names: [String] = ["PATH", "HOME", "LANG"]
        let variables = names.compactMap { name -> String? in
            guard let value = getenv(name) else { return nil }
            return "\(name)=\(String(cString: value))"
        }
        var words = command.map { strdup($0) } + [nil]
        var settings = variables.map { strdup($0) } + [nil]
        defer { for pointer in words + settings { free(pointer) } }
        var program: pid_t = 0
        let code = posix_spawn(&program, command[0], &actions, &attributes, &words, &settings)
        return code == 0 ? program : nil
    }

    private func collect(
        _ program: pid_t,
        _ output: [UInt8],
        until deadline: ContinuousClock.Instant
    ) -> Outcome {
        var status: Int32 = 0
        while waitpid(program, &status, WNOHANG) == 0 {
            if ContinuousClock.now >= deadline {
                kill(-program, SIGKILL)
                waitpid(program, &status, 0)
                return .timedOut
            }
            usleep(2000)
        }
        guard status & 0x7f == 0 else { return .stopped }
        return .ended(code: (status >> 8) & 0xff, output: output)
    }
}
