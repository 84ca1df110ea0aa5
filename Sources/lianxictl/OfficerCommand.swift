import ArgumentParser
import Crypto
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiTokens
import LianxiWire

/// Gives an officer of the office a key or a role, or takes them away; the other officers keep theirs.
struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Enrol an officer of the office with a key and a role of his own (本办人员密钥、三员).",
        discussion: """
            The key's file is the officer's: he signs with it what needs his own hand, with --act-key. It is \
            made where it is not there yet; what it says of a token is taken over. A key enrolled for that \
            officer before is replaced; without --key he keeps it. Without a name: who the officers are.
            Roles kept apart: business (orders and decisions), keys (who comes in), administration (calendars \
            and routes), audit (sees, changes nothing). What nobody has the role for, officers with no role may do. \
            Once two officers have keys, giving and changing takes two (--token); one may --remove.
            """
    )

    @Argument(help: "Short name of the officer.")
    var name: OfficerID?
    @Option(help: "The file of the key, made with mode 0600 where it is not there.")
    var key: String?
    @Option(help: "What the officer is for.")
    var role: RoleChoice?
    @Option(help: "The invitation's token, where it takes two.")
    var token: String?
    @Flag(
        inversion: .prefixedNo,
        help: "Officers sign themselves what moves responsibility: orders, decisions, steps."
    )
    var signs: Bool?
    @Flag(help: "The officer's key counts no more: he left, or it was stolen.")
    var remove = false

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        let gives = key != nil || role != nil || token != nil || signs != nil
        guard name != nil || !gives && !remove else {
            throw ValidationError("of which officer? NAME is missing")
        }
        guard !(remove && gives) else {
            throw ValidationError("--remove takes the officer's key away, and gives nothing")
        }
        guard name == nil || gives || remove else {
            throw ValidationError("expected --key, --role, --signs or --remove")
        }
    }

    func run() async throws {
        let office = try await office.connect()
        guard let own = try await office.party(.office) else {
            throw Trouble.refused(printing.say("办公室未入网", "the office is not enrolled"))
        }
        guard let name else { return try list(own) }
        let others = own.actKeys.filter { $0.officer != name }
        guard others.count < own.actKeys.count || key != nil else {
            throw Trouble.refused(
                printing.say("\(name) 没有密钥，请用 --key 指定", "\(name) has no key; name one with --key")
            )
        }
        let given = remove ? nil : try actKey(of: name, in: own)
        let answer = try await office.enrol(
            PartyDraft(
                id: own.id,
                kind: own.kind,
                name: own.name,
                curveKeys: own.curveKeys,
                actKeys: others + [given].compactMap(\.self),
                handlesReports: own.handlesReports,
                witnessKey: own.witnessKey,
                signs: signs ?? own.signs
            ),
            token: token
        )
        try tell(name, given, entry: answer.entry)
    }

    /// The officer's key as it is to be enrolled.
    private func actKey(of name: OfficerID, in own: Party) throws -> ActKey {
        let before = own.actKeys.first { $0.officer == name }
        let role = if let role { role.role } else { before?.role }
        let verifierKey =
            if let key { "\(try verifier(of: "\(own.id)/\(name)", in: key))" } else {
                before?.verifierKey ?? ""
            }
        return ActKey(
            officer: name,
            verifierKey: verifierKey,
            isHead: before?.isHead ?? false,
            role: role
        )
    }

    private func tell(_ name: OfficerID, _ given: ActKey?, entry: UInt64) throws {
        guard let given else {
            return try printing.recorded(
                "\(name) 的密钥不再有效",
                "the key of \(name), which counts no more",
                entry: entry,
                [("officer", .string(name.text))]
            )
        }
        let role = given.role.map { printing.say("，", ", ") + $0.words(printing.language) } ?? ""
        try printing.recorded(
            "\(name) 的密钥 \(given.verifierKey)\(role)",
            "the key of \(name), \(given.verifierKey)\(role)",
            entry: entry,
            given.members.compactMap { name, value in value.map { (name, $0) } }
        )
    }

    private func list(_ own: Party) throws {
        var table = Table(
            header: printing.language == .zh ? ["人员", "角色", "密钥"] : ["officer", "role", "key"]
        )
        for it in own.actKeys {
            table.add([
                it.officer.text, it.role?.words(printing.language) ?? "-", it.verifierKey,
            ])
        }
        try printing.show(
            table.text,
            json: JSONValue([("officers", .array(own.actKeys.map { $0.encode() }))])
        )
    }

    /// The public key of what the file says; a new key is drawn where there is no file.
    private func verifier(of name: String, in key: String) throws -> VerifierKey {
        if !Files.exists(key) {
            let seed = Curve25519.Signing.PrivateKey().rawRepresentation
            try Files.writeNew("\(hexText(seed))\n".utf8, to: key, mode: 0o600)
        }
        let text = String(decoding: try Files.read(key, most: KeyText.mostBytes), as: UTF8.self)
        do throws(KeyTextMistake) {
            return try KeyText.signer(
                text.trimmingCharacters(in: .whitespacesAndNewlines),
                name: name
            ).verifier
        } catch {
            throw Trouble.cannotOpen("\(key): \(error.sentence(in: printing.language))")
        }
    }
}

/// A role, or that the officer has none.
struct RoleChoice: ExpressibleByArgument {
    private static let none = "none"

    let role: OfficerRole?

    init?(argument: String) {
        role = OfficerRole(rawValue: argument)
        guard role != nil || argument == Self.none else { return nil }
    }

    static var allValueStrings: [String] { OfficerRole.allCases.map(\.rawValue) + [none] }
}
