import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Issues a draft.
struct DocumentIssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue a draft (印发): it gets the next number and goes to its addressee.",
        discussion: """
            Read it before: document print --part draft. Where the officer has a key, he signs for the text in --read, \
            or else for the draft as it is opened now; the daemon completes it by number, date and signer, and \
            issues no other.
            """
    )

    @Argument(help: "The document's 32 digits.")
    var name: String
    @Option(help: "The file of the draft as it was printed and read.")
    var read: String?
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let row = try await office.document(name, printing)
        let text: [UInt8]? =
            if let read {
                try Files.read(read, most: WireLimits.payloadBytes)
            } else if try office.isKeyed {
                try await office.text(.draft, of: row, printing)
            } else {
                nil
            }
        try await office.take(.issued, on: row, read: text, printing)
    }
}

/// Accepts the feedback on a document.
struct DocumentAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "The feedback is examined and good (审核通过)."
    )

    @Argument(help: "Its number, or its 32 digits.")
    var name: String
    @Option(help: "A remark, or @FILE. Sealed.")
    var reason: String?
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let reason = try reason.map(textOrFile)
        let office = try await office.connect()
        let row = try await office.document(name, printing)
        try await office.take(.accepted, on: row, reason: reason, printing)
    }
}

/// Sends the feedback on a document back.
struct DocumentRefuseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Send the feedback back (退回重报), with reasons and perhaps a new period."
    )

    @Argument(help: "Its number, or its 32 digits.")
    var name: String
    @Option(help: "Why: a text, or @FILE. Sealed.")
    var reason: String
    @Option(help: "The new period; needed for a rectification.")
    var period: Period?
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let reason = try textOrFile(reason)
        let office = try await office.connect()
        let row = try await office.document(name, printing)
        try await office.take(.refused, on: row, reason: reason, period: period, printing)
    }
}

/// Declares a document void.
struct DocumentVoidCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Declare a document void (作废); its number is never given again."
    )

    @Argument(help: "Its number, or its 32 digits.")
    var name: String
    @Option(help: "Why: a text, or @FILE. Sealed.")
    var reason: String
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let reason = try textOrFile(reason)
        let office = try await office.connect()
        let row = try await office.document(name, printing)
        try await office.take(.voided, on: row, reason: reason, printing)
    }
}

extension OfficeDesk {
    /// Takes a step on a document, and says that it was taken.
    fileprivate func take(
        _ step: DocumentStep,
        on row: DocumentRow,
        read: [UInt8]? = nil,
        reason: String? = nil,
        period: Period? = nil,
        _ printing: PrintingOptions
    ) async throws {
        let answer = try await order(
            DocumentStepRequest(
                officer: officer,
                document: row.document,
                matter: row.matters.first,
                step: step,
                draft: step == .issued ? row.drafted.index : nil,
                read: read.map { .sha256(of: $0) },
                period: period,
                reason: reason
            )
        )
        let now = try await document(row.document.description, printing)
        let name = "\(now.kind.words(printing.language)) \(now.number ?? now.document.description)"
        let number = now.number.map { [("number", JSONValue.string($0))] } ?? []
        try printing.recorded(
            "\(name) \(step.words(.zh))",
            "\(name) \(step.words(.en))",
            entry: answer.entry,
            [("document", .string(now.document.description))] + number
        )
    }
}
