import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// Who takes part: enrol, revoke, list.
struct DepartmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "department",
        abstract: "Enrol, revoke and list member departments.",
        subcommands: [Enrol.self, Revoke.self, List.self]
    )

    struct Enrol: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Admit a department by its request, and write the reply it needs.",
            discussion: """
                Compare the fingerprint with the department by phone first: whoever can change the \
                request on its way can put in a key of his own. Enrolling again replaces the keys.
                """
        )

        @Argument(help: "The request lianxi-agent enrol made.")
        var request: String

        @Option(help: "Where to write the reply.")
        var reply: String

        @Option(help: "The address departments reach this daemon by; default where it listens.")
        var host: String?

        @Flag(help: "May be handed informants' reports (art. 30).")
        var reports = false

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let asked: EnrolmentRequest
            do {
                asked = try EnrolmentRequest(parsing: Data(contentsOf: URL(filePath: request)))
            } catch {
                throw Trouble.cannotOpen("\(request): \(error)")
            }
            let office = try await office.connect()
            let answer = try await office.desk.ask(
                EnrolRequest(
                    party: PartyDraft(
                        id: asked.party,
                        kind: asked.kind,
                        name: asked.name,
                        curveKeys: [asked.curveKey],
                        actKeys: asked.actKeys,
                        handlesReports: reports
                    )
                )
            )
            let host = host ?? Self.host(of: office.enrolment.feed)
            let enrolment = Enrolment(
                origin: office.enrolment.origin,
                party: asked.party,
                feed: "tcp://\(host):\(answer.feedPort)",
                desk: "tcp://\(host):\(answer.feedPort + 1)",
                serverKey: office.enrolment.serverKey,
                logKey: office.enrolment.logKey,
                confirmationKey: office.enrolment.confirmationKey
            )
            do {
                try Data(enrolment.bytes).write(to: URL(filePath: reply), options: .atomic)
            } catch {
                throw Trouble.cannotOpen("\(reply): \(error)")
            }
            printing.show(
                printing.say(
                    "\(asked.name) 已入网（账本第 \(answer.entry) 条），请把 \(reply) 交给对方。",
                    "\(asked.name) is enrolled (entry \(answer.entry)); give them \(reply)."
                ),
                json: JSONValue([
                    ("party", .string(asked.party.text)), ("entry", JSONValue(answer.entry)),
                    ("feed-port", JSONValue(answer.feedPort)), ("reply", .string(reply)),
                ])
            )
        }

        /// The host of `tcp://host:port`.
        private static func host(of address: String) -> String {
            let rest = address.dropFirst("tcp://".count)
            return rest.lastIndex(of: ":").map { String(rest[..<$0]) } ?? "127.0.0.1"
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cut a department off at once; its duties and their clocks stay."
        )

        @Argument(help: "Its short name.")
        var party: PartyID

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let answer = try await office.connect().desk.ask(RevokeRequest(party: party))
            printing.show(
                printing.say(
                    "\(party) 已撤销（账本第 \(answer.entry) 条）。",
                    "\(party) is revoked (entry \(answer.entry))."
                ),
                json: JSONValue([("entry", JSONValue(answer.entry))])
            )
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List every party.")

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let answer = try await office.connect().desk.ask(PartiesRequest())
            var table = Table(
                header: printing.language == .zh
                    ? ["名称", "类型", "单位", "端口", "状态"]
                    : ["id", "kind", "name", "port", "state"]
            )
            for row in answer.parties {
                table.add([
                    row.party.id.text, row.party.kind.rawValue, row.party.name,
                    "\(row.party.feedPort)",
                    row.revocation == nil
                        ? printing.say("有效", "enrolled") : printing.say("已撤销", "revoked"),
                ])
            }
            printing.show(table.text, json: answer.encode())
        }
    }
}
