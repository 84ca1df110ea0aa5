import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire

extension PartyKind: ExpressibleByArgument {}

/// Who takes part: enrol, revoke, list.
struct DepartmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "department",
        abstract: "Enrol, revoke and list member departments.",
        subcommands: [Invite.self, Enrol.self, Revoke.self, List.self]
    )

    struct Enrol: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Admit a department by its request, and write the reply it needs.",
            discussion: """
                Compare the fingerprint with the department by phone first: whoever can change the \
                request on its way can put in a key of his own. Enrolling again replaces the keys. A \
                request with the token of an invitation is enrolled by another officer than invited, with \
                another act key (--act-key).
                """
        )

        @Argument(help: "The request lianxi-agent enrol made.")
        var request: String

        @Option(help: "Where to write the reply.")
        var reply: String

        @Option(help: "The address departments reach this daemon by; default where it listens.")
        var host: String?

        @Option(help: "What it is to be; a request for anything else is refused.")
        var kind: PartyKind = .department

        @Flag(help: "May be handed informants' reports (art. 30).")
        var reports = false

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let asked = try readRequest()
            try Files.requireWritable(reply)
            let office = try await office.connect()
            let before = try await office.party(asked.party)
            let answer = try await office.enrol(
                draft(asked, signs: before?.signs ?? false),
                token: asked.invitation
            )
            let enrolment = office.enrolment.answer(
                to: asked.party,
                host: host ?? DepartmentCommand.host(of: office.enrolment.feed),
                feedPort: answer.feedPort
            )
            try Files.write(enrolment.bytes, to: reply)
            try printing.show(
                printing.say(
                    """
                    \(asked.name)（\(asked.kind.words(.zh))）已入网，账本第 \(answer.entry) 条；\
                    申请指纹 \(asked.fingerprint)，请电话核对。\
                    \(before?.hasOtherKeys(than: asked) == true ? "原有密钥已被替换。" : "")\
                    \(asked.heads.isEmpty ? "" : "单位负责人：\(asked.heads)。")
                    对方将连接 \(enrolment.feed)；请把 \(reply) 交给对方。
                    """,
                    """
                    \(asked.name) (\(asked.kind.rawValue)) is enrolled, entry \(answer.entry); \
                    the request's fingerprint is \(asked.fingerprint): compare it by phone.\
                    \(before?.hasOtherKeys(than: asked) == true ? " Its old keys are replaced." : "")\
                    \(asked.heads.isEmpty ? "" : " Heads of the unit: \(asked.heads).")
                    They will connect to \(enrolment.feed); give them \(reply).
                    """
                ),
                json: JSONValue([
                    ("party", .string(asked.party.text)), ("entry", JSONValue(answer.entry)),
                    ("feed-port", JSONValue(answer.feedPort)), ("reply", .string(reply)),
                    ("feed", .string(enrolment.feed)), ("desk", .string(enrolment.desk)),
                    ("fingerprint", .string(asked.fingerprint)),
                ])
            )
        }

        private func readRequest() throws -> EnrolmentRequest {
            let bytes = try Files.read(request)
            let asked: EnrolmentRequest
            do { asked = try EnrolmentRequest(parsing: bytes) } catch {
                throw Trouble.refused("\(request): \(error)")
            }
            // Whoever wrote the request chose the kind in it; the office's rights are not for asking.
            guard asked.kind == kind else {
                throw Trouble.refused(
                    printing.say(
                        "申请的类型是\(asked.kind.words(.zh))，不是\(kind.words(.zh))；确需如此请加 --kind",
                        "it asks to be \(asked.kind.rawValue), not \(kind.rawValue); "
                            + "if that is meant, say --kind"
                    )
                )
            }
            return asked
        }

        private func draft(_ asked: EnrolmentRequest, signs: Bool) -> PartyDraft {
            PartyDraft(
                id: asked.party,
                kind: asked.kind,
                name: asked.name,
                curveKeys: [asked.curveKey],
                actKeys: asked.actKeys,
                handlesReports: reports,
                witnessKey: asked.witnessKey,
                signs: signs && !asked.actKeys.isEmpty
            )
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
            let office = try await office.connect()
            let answer = try await office.order(
                RevokeRequest(party: party, officer: office.officer)
            )
            try printing.show(
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
                    row.party.id.text, row.party.kind.words(printing.language), row.party.name,
                    "\(row.party.feedPort)",
                    row.revocation == nil
                        ? printing.say("有效", "enrolled") : printing.say("已撤销", "revoked"),
                ])
            }
            try printing.show(table.text, json: answer.encode())
        }
    }

    /// The host of `tcp://host:port`; for anything else this machine.
    static func host(of address: String) -> String {
        guard address.hasPrefix("tcp://") else { return "127.0.0.1" }
        let rest = address.dropFirst("tcp://".count)
        return rest.lastIndex(of: ":").map { String(rest[..<$0]) } ?? "127.0.0.1"
    }
}

extension EnrolmentRequest {
    /// The officers whose keys are those of who heads the unit, in a line; what only a head may sign, they may.
    var heads: String { actKeys.filter(\.isHead).map(\.officer.text).joined(separator: ", ") }
}

extension OfficeDesk {
    /// Enrols a party; whoever comes by an invitation is let in by an officer's own signature where he has a key.
    func enrol(
        _ party: PartyDraft,
        token: String?
    ) async throws -> EnrolReply {
        guard let token = token.map({ Digest32.sha256(of: Array($0.utf8)) }) else {
            return try await desk.ask(EnrolRequest(party: party, officer: officer))
        }
        let word = party.party(feedPort: 0).enrolling(token: token)
        return try await desk.ask(
            EnrolRequest(
                party: party,
                officer: officer,
                token: token,
                signed: try isKeyed ? await sign(word) : nil
            )
        )
    }

    /// The party as it is enrolled now; `nil` when it is not.
    func party(_ id: PartyID) async throws -> Party? {
        try await desk.ask(PartiesRequest()).parties.first { $0.party.id == id }?.party
    }
}

extension Party {
    /// Some key of the request is not one enrolled.
    func hasOtherKeys(than request: EnrolmentRequest) -> Bool {
        curveKeys != [request.curveKey] || Set(actKeys) != Set(request.actKeys)
            || witnessKey != request.witnessKey
    }
}
