import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Whose word it takes that the ledger has one history.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Write the policy of witnesses (见证策略).",
        subcommands: [Policy.self]
    )

    struct Policy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a policy (C2SP tlog-policy) of the parties enrolled as witnesses.",
            discussion: """
                Put it in a file, name it in lianxid.yaml and in the agents' agent.yaml as witnesses:, and give it to
                auditors (lianxi-audit verify --witnesses). Whoever relies on it compares the keys with the units.
                With n witnesses of which f may break the rules together, a split view needs a quorum of more than
                (n + f) / 2 to be impossible: the default, more than two thirds, stands for up to a third.
                """
        )

        @Option(help: "How many must cosign; default: more than two thirds.")
        var least: Int?

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let witnesses = try await office.desk.ask(PartiesRequest()).parties.filter {
                $0.revocation == nil && $0.party.witnessKey != nil
            }.map(\.party)
            guard !witnesses.isEmpty else {
                throw Trouble.refused(
                    printing.say("没有登记为见证人的单位", "no party is enrolled as a witness")
                )
            }
            let least = least ?? witnesses.count * 2 / 3 + 1
            guard (1...witnesses.count).contains(least) else {
                throw Trouble.usage(
                    printing.say(
                        "--least 应为 1 至 \(witnesses.count)",
                        "--least: expected 1 to \(witnesses.count)"
                    )
                )
            }
            var lines = ["log \(office.enrolment.logKey)", ""]
            lines += witnesses.map { "witness \($0.id) \($0.witnessKey ?? "")" }
            let names = witnesses.map(\.id.text).joined(separator: " ")
            lines += ["", "group members \(least) \(names)", "quorum members"]
            try printing.show(
                lines.joined(separator: "\n"),
                json: JSONValue([
                    ("witnesses", .array(witnesses.map { .string($0.id.text) })),
                    ("least", JSONValue(least)),
                    ("policy", .string(lines.map { $0 + "\n" }.joined())),
                ])
            )
        }
    }
}
