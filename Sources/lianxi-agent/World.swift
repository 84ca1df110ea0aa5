import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiSettings
import LianxiSystemd
import Logging
import Synchronization

/// The hour a demonstration's daemon shows; before its first beat, the system's.
final class DemoClock: Sendable {
    private let heard = Mutex<Timestamp?>(nil)

    func hear(_ time: Timestamp) { heard.withLock { $0 = time } }
    var now: Timestamp { heard.withLock { $0 } ?? World.systemNow() }
}

/// The real clock, chance and log.
enum World {
    static func systemNow() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// What the client library takes from this machine.
    ///
    /// - Parameters:
    ///   - log: Where the client's log goes.
    ///   - demo: The clock to go by instead of the system's.
    /// - Returns: The real clock, chance and log.
    static func surroundings(log: Logger, demo: DemoClock? = nil) -> Surroundings {
        Surroundings(
            now: { demo?.now ?? systemNow() },
            uptime: {
                var time = timespec()
                clock_gettime(CLOCK_BOOTTIME, &time)
                return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
            },
            sleep: { try await Task.sleep(for: .milliseconds($0)) },
            random: {
                var chance = SystemRandomNumberGenerator()
                return chance.next()
            },
            log: log
        )
    }

    static func log(_ level: LogLevel) -> Logger {
        let variables = ProcessInfo.processInfo.environment
        let least = Logger.Level(rawValue: level.rawValue) ?? .info
        return Logger(label: "lianxi-agent") { _ in
            StandardErrorLog(level: least, variables: variables)
        }
    }
}

/// Lays evidence down in the inbox's directory, each finding in a folder of its own.
struct EvidenceFolder: EvidenceKeeper {
    let url: URL
    let log: Logger

    func keep(_ evidence: Evidence) {
        let content = evidence.files.flatMap(\.bytes) + Array(evidence.reason.utf8)
        let mark = Digest32.sha256(of: content).description.prefix(12)
        let folder = url.appending(path: "\(evidence.kind.rawValue)-\(mark)")
        guard !Files.exists(folder.appending(path: "reason.txt").path) else { return }
        do {
            try Files.makeFolder(url.path, mode: 0o700)
            try Files.makeFolder(folder.path, mode: 0o700)
            for file in evidence.files {
                try Files.write(file.bytes, to: folder.appending(path: file.name).path)
            }
            let reason = evidence.reason + "\n"
            try Files.write(Array(reason.utf8), to: folder.appending(path: "reason.txt").path)
        } catch {
            log.critical(
                "evidence could not be kept",
                metadata: ["folder": "\(folder.path)"]
            )
        }
    }
}

/// Tells the log and the service manager how the agent stands.
struct ServiceObserver: AgentObserver {
    let service: ServiceManager
    let log: Logger
    let language: Language
    /// By which the notifier tells what is new.
    let hour: DaemonHour
    let demo: DemoClock?

    func changed(to status: AgentStatus) {
        let text = status.sentence(language)
        service.status(text)
        switch status {
        case .refused(let refusal):
            log.error(
                "the agent cannot go on",
                metadata: ["reason": "\(refusal.sentence(language))"]
            )
        case .connecting, .silent:
            log.warning("the daemon is not heard", metadata: ["status": "\(text)"])
        case .catchingUp, .current:
            log.debug("status", metadata: ["is": "\(text)"])
        }
    }

    func heard(_ time: Timestamp) {
        hour.hear(time)
        demo?.hear(time)
    }

    func found(_ evidence: Evidence) {
        service.status(evidence.sentence(language))
    }
}

/// Tells a person at the terminal what they must know, and nothing else.
struct TerminalObserver: AgentObserver {
    let language: Language

    func changed(to status: AgentStatus) {
        if case .catchingUp(let number, let head) = status {
            Output.progress(language.pick("正在接收 \(number)/\(head)", "receiving \(number)/\(head)"))
            if number >= head { Output.progress("") }
        }
    }

    func heard(_ time: Timestamp) {}

    func found(_ evidence: Evidence) { Output.remark(evidence.sentence(language)) }
}
