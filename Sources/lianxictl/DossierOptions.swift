import ArgumentParser
import LianxiWire

/// What is sealed in the dossier, as it is typed.
struct DossierOptions: ParsableArguments {
    @Option(help: "Who: name. Sealed.")
    var petitioner: String?
    @Option(help: "Telephone. Sealed.")
    var phone: String?
    @Option(help: "Address. Sealed.")
    var address: String?
    @Option(help: "What is claimed: a text, or @FILE. Sealed.")
    var claim: String?
    @Option(help: "The facts: a text, or @FILE. Sealed.")
    var facts: String?
    @Option(help: "The reasons: a text, or @FILE. Sealed.")
    var reasons: String?
    @Option(
        name: .customLong("attachment"),
        help: "A paper that came with it: kept sealed, and listed with its size and SHA-256."
    )
    var attachments: [String] = []

    /// The fields that were given.
    ///
    /// - Throws: ``Trouble`` when a file cannot be read.
    func texts() throws -> [DossierText] {
        let list = try attachments.map { try Attachment(file: $0).line }.joined()
        let fields: [(String, String?)] = [
            ("petitioner", petitioner), ("phone", phone), ("address", address),
            ("claim", try claim.map(textOrFile)), ("facts", try facts.map(textOrFile)),
            ("reasons", try reasons.map(textOrFile)),
            ("attachments", attachments.isEmpty ? nil : list),
        ]
        return fields.compactMap { field, text in
            text.map { DossierText(field: field, text: $0) }
        }
    }
}
