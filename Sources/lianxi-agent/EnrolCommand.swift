import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiTokens
import LianxiZeroMQ

/// Makes the keys and the request, or stores the office's answer.
struct EnrolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol",
        abstract: "Make keys and a request for the office; or store its answer (--reply).",
        discussion: """
            First  lianxi-agent enrol --party housing --name 区住房和城乡建设局 --officer zhang
            which makes keys/curve.key, keys/zhang.key, keys/witness.seed (secret, never leave this
            machine) and enrolment-request.json (public). Take the request to the conference office and compare
            the fingerprint it prints by phone. Then store what the office gives back:
                   lianxi-agent enrol --reply reply.json
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The department's short name: a-z, 0-9 and -, at most 32.")
    var party: String?

    @Option(help: "The department's legal name, at most 96 bytes of UTF-8.")
    var name: String?

    @Option(help: "Short name of an officer or post who signs; may be given more than once.")
    var officer: [String] = []

    @Option(
        help: """
            Where an officer's act key lives when not in a file here: OFFICER=ssh-agent:SOCKET#SHA256:FINGERPRINT \
            or OFFICER=command:PROGRAM#ed25519:PUBLIC-KEY. May be given more than once.
            """
    )
    var actKey: [String] = []

    @Option(help: "Which of these officers heads the unit (单位负责人) and approves extensions.")
    var head: String?

    @Option(help: "Kind of party: department, office or leaders.")
    var kind = "department"

    @Flag(help: "Cosign no checkpoints of the ledger: make no witness's key.")
    var noWitness = false

    @Option(help: "The token of the office's invitation, as it was told to you.")
    var invitation: String?

    @Option(help: "Where to write the request; default enrolment-request.json in the directory.")
    var request: String?

    @Option(help: "The office's answer, to be checked and stored as enrolment.json.")
    var reply: String?

    func run() async throws {
        if let reply {
            try store(reply)
        } else {
            try await ask()
        }
    }

    private func ask() async throws {
        let folder = try folder()
        guard let party = party.flatMap({ PartyID($0) }), let name, !name.isEmpty,
            name.utf8.count <= 96, let kind = PartyKind(rawValue: kind)
        else {
            throw AgentTrouble.usage(
                common.say(
                    "需要 --party（小写字母、数字和 -）和 --name（不超过 96 字节）",
                    "needs --party (a-z, 0-9 and -) and --name (at most 96 bytes)"
                )
            )
        }
        let officers = officer.compactMap { OfficerID($0) }
        guard !officers.isEmpty, officers.count == officer.count,
            !officers.contains(where: { $0.text == "curve" })
        else {
            throw AgentTrouble.usage(
                common.say("需要 --officer（小写字母、数字和 -）", "needs --officer (a-z, 0-9 and -)")
            )
        }
        let head = head.flatMap { OfficerID($0) }
        guard self.head == nil || head.map(officers.contains) == true else {
            throw AgentTrouble.usage(
                common.say("--head 须为 --officer 之一", "--head must be one of the --officer given")
            )
        }
        try Files.makeFolder(folder.url.path, mode: 0o700)
        try Files.makeFolder(folder.keys.path, mode: 0o700)
        try await keepTokens(folder, officers, party)
        let curve = try curveKeys(folder)
        let acts = try officers.map { officer in
            ActKey(
                officer: officer,
                verifierKey: try actKey(folder, officer, party).verifier.description,
                isHead: officer == head
            )
        }
        let file = EnrolmentRequest(
            party: party,
            kind: kind,
            name: name,
            curveKey: curve.publicKey,
            actKeys: acts,
            witnessKey: try witnessKey(folder, party, kind)?.verifier.description,
            invitation: invitation
        )
        let place = request.map { URL(filePath: $0) } ?? folder.request
        try Files.write(file.bytes, to: place.path)
        if place != folder.request { try Files.write(file.bytes, to: folder.request.path) }
        if !Files.exists(folder.settings.path), common.config == nil {
            let settings = "party: \(party)\nofficer: \(officers[0])\nspool: spool\n"
            try Files.write(Array(settings.utf8), to: folder.settings.path)
        }
        tell(place, file)
    }

    private func folder() throws -> AgentDirectory {
        AgentDirectory(try Installation.settings(common), common)
    }

    private func tell(_ place: URL, _ file: EnrolmentRequest) {
        let print = file.fingerprint
        Output(common).result(
            text: common.say(
                "已生成密钥和申请 \(place.path)\n请交联席办，并电话核对指纹：\(print)",
                "keys and request made: \(place.path)\ntake it to the office and compare by phone: \(print)"
            ),
            json: [
                ("request", .string(place.path)), ("fingerprint", .string(print)),
                ("curve-key", .string(file.curveKey)),
            ]
        )
    }

    /// The office is no witness of its own ledger.
    private func witnessKey(
        _ folder: AgentDirectory,
        _ party: PartyID,
        _ kind: PartyKind
    ) throws -> SigningKey? {
        guard !noWitness, kind != .office else { return nil }
        if !Files.exists(folder.witnessKey.path) { try writeSeed(to: folder.witnessKey) }
        return try folder.witnessKey(party: party)
    }

    private func writeSeed(to file: URL) throws {
        var chance = SystemRandomNumberGenerator()
        let seed = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
        try Files.write(Array("\(hexText(seed))\n".utf8), to: file.path, mode: 0o600)
    }

    /// Keeps keys that are there already: a request may be made again.
    private func curveKeys(_ folder: AgentDirectory) throws -> CurveKeys {
        if Files.exists(folder.curveKey.path) { return try folder.curveKeys() }
        let keys = try CurveKeys.generate()
        try Files.write(Array("\(keys.secretKey)\n".utf8), to: folder.curveKey.path, mode: 0o600)
        return keys
    }

    /// Asks the tokens named for their public keys and keeps where each key lives; never over a key that is there.
    private func keepTokens(
        _ folder: AgentDirectory,
        _ officers: [OfficerID],
        _ party: PartyID
    ) async throws {
        for text in actKey {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let officer = OfficerID(parts[0]), officers.contains(officer),
                let reference = TokenReference(String(parts[1]))
            else {
                throw AgentTrouble.usage(
                    "--act-key \(text): \(KeyTextMistake.reference(.ed25519).sentence(in: common.language))"
                )
            }
            let file = folder.actKey(of: officer)
            guard !Files.exists(file.path) else {
                throw AgentTrouble.refused(
                    common.say("\(file.path) 已存在", "\(file.path) exists already")
                )
            }
            let content: String
            do throws(SigningTrouble) {
                content = try await KeyText.text(reference, name: "\(party)/\(officer)")
            } catch {
                throw AgentTrouble.unreachable(error.sentence(in: common.language))
            }
            try Files.writeNew(Array(content.utf8), to: file.path, mode: 0o600)
        }
    }

    private func actKey(
        _ folder: AgentDirectory,
        _ officer: OfficerID,
        _ party: PartyID
    ) throws -> any NoteSigner {
        let file = folder.actKey(of: officer)
        if !Files.exists(file.path) { try writeSeed(to: file) }
        return try folder.signingKey(officer: officer, party: party).1
    }

    /// Checks the office's answer against our request before it is kept.
    private func store(_ reply: String) throws {
        let folder = try folder()
        let bytes = try Files.read(reply)
        let enrolment: Enrolment
        do {
            enrolment = try Enrolment(parsing: bytes)
            let log = try VerifierKey(parsing: enrolment.logKey)
            let confirmation = try VerifierKey(parsing: enrolment.confirmationKey)
            guard log.name == enrolment.origin,
                confirmation.name == "\(enrolment.origin)/confirmation"
            else { throw AgentTrouble.refused("the keys are not those of \(enrolment.origin)") }
        } catch let trouble as AgentTrouble {
            throw trouble
        } catch {
            throw AgentTrouble.refused("\(reply): \(error)")
        }
        let asked = try folder.enrolmentRequest()
        guard asked.party == enrolment.party else {
            throw AgentTrouble.refused(
                common.say(
                    "答复是给 \(enrolment.party) 的，本目录是 \(asked.party)",
                    "the answer is for \(enrolment.party), this directory is \(asked.party)'s"
                )
            )
        }
        if Files.exists(folder.enrolmentFile.path),
            try folder.enrolment().origin != enrolment.origin
        {
            throw AgentTrouble.refused(
                common.say(
                    "本目录已属于另一账本 \(try folder.enrolment().origin)，请另建目录",
                    "this directory belongs to another ledger, \(try folder.enrolment().origin)"
                )
            )
        }
        try Files.write(enrolment.bytes, to: folder.enrolmentFile.path)
        Output(common).result(
            text: common.say(
                "已存入 \(folder.enrolmentFile.path)，可运行 lianxi-agent run",
                "stored \(folder.enrolmentFile.path); lianxi-agent run can start"
            ),
            json: [
                ("enrolment", .string(folder.enrolmentFile.path)),
                ("origin", .string(enrolment.origin)),
            ]
        )
    }
}
