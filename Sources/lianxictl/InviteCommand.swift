import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

extension DepartmentCommand {
    /// Makes the token by which a department may be enrolled.
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Invite a department: make a token that is good once.",
            discussion: """
                Tell the token to the department by another way than its request will come by. It puts \
                it in with lianxi-agent enrol --invitation TOKEN, and another officer than you enrols it. \
                The ledger has the token's hash, who invited, and who enrolled. Each signs with his own act key \
                where he has one; once two officers have keys, both must.
                """
        )

        @Argument(help: "The department's short name.")
        var party: String

        @Option(help: "Days it is good for, 1 to 30.")
        var days: Int64 = 7

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            guard let id = PartyID(party), (1...30).contains(days) else {
                throw Trouble.usage(
                    printing.say(
                        "应为单位简称（小写字母、数字和 -），--days 应为 1 至 30",
                        "expected a short name (a-z, 0-9 and -), and --days 1 to 30"
                    )
                )
            }
            let office = try await office.connect()
            let now = try await office.desk.ask(StatusRequest()).time
            let token = "\(office.draw() as MatterID)"
            let bare = Invitation(
                party: id,
                token: .sha256(of: Array(token.utf8)),
                expires: now.adding(milliseconds: days * 86_400_000)
            )
            let signed = try office.isKeyed ? await office.sign(.invites(bare)) : nil
            let answer = try await office.desk.ask(
                InviteRequest(
                    officer: office.officer,
                    invitation: Invitation(
                        party: id,
                        token: bare.token,
                        expires: bare.expires,
                        signed: signed?.value
                    )
                )
            )
            try printing.show(
                printing.say(
                    "\(id) 的邀请码，\(days) 天内有效，仅用一次：\(token)",
                    "the token for \(id), good once within \(days) days: \(token)"
                ),
                json: JSONValue([
                    ("party", .string(id.text)), ("token", .string(token)),
                    ("entry", JSONValue(answer.entry)),
                ])
            )
        }
    }
}
