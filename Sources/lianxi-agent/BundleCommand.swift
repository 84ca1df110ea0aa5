import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings
import LianxiWire

/// Bundles carried by hand, for a unit without a network (离线数据包).
struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract:
            "Take in what the office had carried here; put together what is to be carried back.",
        subcommands: [Import.self, Export.self]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verify a bundle of the office and take it in; again, it changes nothing."
        )

        @OptionGroup var common: CommonOptions

        @Argument(help: "The file lianxictl bundle made.")
        var file: String

        func run() async throws {
            let bytes = try Files.read(file, most: BundleFile.mostBytes)
            let (desk, inbox, _) = try await BundleCommand.open(common)
            defer { try? inbox.close() }
            let count: UInt64
            do {
                count = try await desk.take(bytes)
            } catch let mistake as BundleMistake {
                throw AgentTrouble.refused("\(file): \(mistake.sentence(in: common.language))")
            } catch let refusal as AgentRefusal {
                throw AgentTrouble.refused(refusal.sentence(common.language))
            } catch let error as DeskError {
                throw Visitor.trouble(error, common.language)
            }
            let last = try await inbox.position().lastNumber
            Output(common).result(
                text: common.say(
                    "已核实并存入：新收 \(count) 件，现到 \(last) 号",
                    "verified and taken in: \(count) new items, up to number \(last)"
                ),
                json: [("items", JSONValue(count)), ("last", JSONValue(last))]
            )
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write receipts and signed acts into a bundle, sealed by an officer.",
            discussion: """
                Reasons and reports stand in it in clear: carry it on an encrypted medium. What the office has not \
                answered goes again with the next bundle.
                """
        )

        @OptionGroup var common: CommonOptions

        @Option(help: "Who seals it; default: the settings' officer, or the only act key there is.")
        var officer: String?

        @Argument(help: "The file to write.")
        var file: String

        func run() async throws {
            let (desk, inbox, installation) = try await BundleCommand.open(common)
            defer { try? inbox.close() }
            var named = installation.officer
            if let officer {
                guard let id = OfficerID(officer) else {
                    throw AgentTrouble.usage("--officer \(officer)")
                }
                named = id
            }
            let key = try installation.folder.signingKey(
                officer: named,
                party: installation.enrolment.party
            ).1
            let made: (bytes: [UInt8], acts: Int, receipts: Int)
            do {
                made = try await desk.make(by: key)
            } catch let trouble as SigningTrouble {
                throw AgentTrouble.unreachable(trouble.sentence(in: common.language))
            }
            try Files.write(made.bytes, to: file, mode: 0o600)
            Output(common).result(
                text: common.say(
                    "已写出 \(file)：签名行为 \(made.acts) 项，签收回执 \(made.receipts) 项",
                    "written: \(file), \(made.acts) signed acts and \(made.receipts) receipts"
                ),
                json: [
                    ("file", .string(file)), ("acts", JSONValue(made.acts)),
                    ("receipts", JSONValue(made.receipts)),
                ]
            )
        }
    }

    /// The desk for bundles on this installation's inbox, which no agent may hold.
    static func open(
        _ common: CommonOptions
    ) async throws -> (BundleDesk, AgentDatabase, Installation) {
        let installation = try Installation(common)
        guard let inbox = try await installation.inbox(as: .agent) else {
            throw AgentTrouble.refused(
                common.say(
                    "lianxi-agent run 正在运行：有网络的单位不需要数据包",
                    "lianxi-agent run is running here: a unit with a network needs no bundles"
                )
            )
        }
        let surroundings = World.surroundings(log: World.log(.warning))
        let desk = BundleDesk(
            configuration: try installation.configuration(),
            inbox: inbox,
            surroundings: surroundings,
            evidence: EvidenceFolder(url: installation.folder.evidence, log: surroundings.log),
            observer: TerminalObserver(language: common.language)
        )
        return (desk, inbox, installation)
    }
}
