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

/// Gives an officer of the office a key of his own; the other officers keep theirs.
struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Enrol an officer of the office with a key of his own (本办人员密钥).",
        discussion: """
            The key's file is the officer's: he signs with it what needs his own hand, with --act-key. It is \
            made where it is not there yet; what it says of a token is taken over. A key enrolled for that \
            officer before is replaced.
            """
    )

    @Argument(help: "Short name of the officer.")
    var name: OfficerID
    @Option(help: "The file of the key, made with mode 0600 where it is not there.")
    var key: String
    @Option(help: "The invitation's token, where the daemon enrols by invitation only.")
    var token: String?
    @Flag(
        inversion: .prefixedNo,
        help: "Officers sign themselves what moves responsibility: orders, decisions, steps."
    )
    var signs: Bool?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        guard let own = try await office.party(.office) else {
            throw Trouble.refused(printing.say("办公室未入网", "the office is not enrolled"))
        }
        let verifier = try verifier(of: "\(own.id)/\(name)")
        let others = own.actKeys.filter { $0.officer != name }
        let isHead = own.actKeys.first { $0.officer == name }?.isHead ?? false
        let added = ActKey(officer: name, verifierKey: "\(verifier)", isHead: isHead)
        let answer = try await office.enrol(
            PartyDraft(
                id: own.id,
                kind: own.kind,
                name: own.name,
                curveKeys: own.curveKeys,
                actKeys: others + [added],
                handlesReports: own.handlesReports,
                witnessKey: own.witnessKey,
                signs: signs ?? own.signs
            ),
            token: token
        )
        try printing.recorded(
            "\(name) 的密钥 \(verifier)",
            "the key of \(name), \(verifier)",
            entry: answer.entry,
            [("officer", .string(name.text)), ("key", .string("\(verifier)"))]
        )
    }

    /// The public key of what the file says; a new key is drawn where there is no file.
    private func verifier(of name: String) throws -> VerifierKey {
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
