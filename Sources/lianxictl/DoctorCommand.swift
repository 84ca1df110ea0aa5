import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiSettings
import LianxiWire

/// Examines a running daemon from the office: who is dark, what fails, what runs out.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examine the running daemon: dark parties, channels, holes, calendar, clock.",
        discussion: """
            Each finding has a code, a cause and a cure. On the daemon's own machine "lianxid doctor" looks at \
            files, keys, stores and backups. Exits 1 when anything was found.
            """
    )

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let findings = try await examine()
        try printing.show(findings.text(printing.language), json: findings.json(printing.language))
        if !findings.isEmpty { throw Trouble.told }
    }

    private func examine() async throws -> [DoctorFinding] {
        let status: StatusReply
        do {
            status = try await office.connect().desk.ask(StatusRequest())
        } catch let error as DeskError where !error.isRefusal {
            return [DoctorFinding(.unreachable, error.sentence(printing.language))]
        }
        let here = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        return Self.findings(in: status, at: here)
    }

    /// What a status shows to be wrong, by this machine's hour when it came.
    static func findings(in status: StatusReply, at here: Timestamp) -> [DoctorFinding] {
        var findings: [DoctorFinding] = []
        for feed in status.feeds {
            guard let dark = feed.dark else { continue }
            findings.append(DoctorFinding(.dark, "\(feed.party): \(dark.wallText)"))
        }
        for row in status.channels where !row.state.isWorking {
            let place = "\(row.party) \(row.state.channel.rawValue): \(row.state.since.wallText)"
            findings.append(DoctorFinding(.channel, place))
        }
        for hole in status.holes {
            findings.append(DoctorFinding(.hole, "\(hole.party) \(hole.target.text)"))
        }
        if status.isCalendarRunningOut == true {
            let lastDay = status.calendarThrough.map { "\($0)" } ?? "-"
            findings.append(DoctorFinding(.calendar, lastDay))
        }
        if abs(here.milliseconds - status.time.milliseconds) > 300_000 {
            let place = "\(here.wallText) / \(status.time.wallText)"
            findings.append(DoctorFinding(.clockDiffers, place))
        }
        if let shadow = status.shadow, shadow.isFailing {
            findings.append(DoctorFinding(.shadowFailing, "\(shadow.size) / \(status.checkpoint)"))
        }
        return findings
    }
}
