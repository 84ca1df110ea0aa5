import ArgumentParser
import Glibc
import LianxiCommands
import LianxiCommercial
import LianxiCore
import LianxiFiles
import LianxiLedger

/// `lianxi-audit verify`: whether an export is whole, and what it comes to.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify an exported ledger. 核验导出的账本。",
        discussion: """
            Reads checkpoint, tile/ and tile/entries/ of the directory; checks the signature, every hash, \
            every entry, the chains of matters, the numbering of feeds, the signed acts and their keys, \
            replays the events, and counts every date and every escalation again from the rules adopted. \
            On a terminal it shows how far it is.
            """
    )

    @Argument(help: "The directory of the export. 导出目录。")
    var directory: String

    @OptionGroup var common: CommonOptions

    @OptionGroup var witnessing: WitnessOptions

    @OptionGroup var commercial: CommercialOptions

    @Option(
        help: ArgumentHelp(
            "A confirmation a department holds; may be repeated. 单位所持确认书。",
            valueName: "file"
        )
    )
    var confirmation: [String] = []

    @Option(
        help: ArgumentHelp(
            "The log's confirmation key, when --key does not hold it too. 确认书公钥。",
            valueName: "vkey|file"
        )
    )
    var confirmationKey: String?

    @Flag(help: "Only the checkpoint, the hashes and the tiles: a first look. 只核验哈希。")
    var hashesOnly = false

    func run() throws {
        let key = try common.logKey()
        let witnesses = try witnessing.policy(common.language)
        let commercialKey = try commercial.key()
        let confirmations = try confirmation.map { (name: $0, note: try requireFile($0)) }
        let report: VerificationReport
        let (started, worked) = (WorkClock.ofWall(), WorkClock.ofProcess())
        do {
            var verifier = LedgerVerifier(
                ExportDirectory(path: directory),
                key: key,
                workers: ManyWorkers(),
                nanoseconds: WorkClock.ofThread
            )
            let progress = ProgressLine(common.language)
            report = try verifier.verify(
                confirmations: confirmations,
                confirmationKey: try common.confirmationKey(confirmationKey, of: key),
                witnesses: witnesses,
                commercial: commercialKey.map { ($0, OpenSSLCipher()) },
                depth: hashesOnly ? .hashes : .everything,
                progress: progress.show
            )
            progress.clear()
        } catch let error as FileTrouble {
            throw AuditExit.cannotOpen(error)
        } catch VerifierError.noCheckpoint {
            throw AuditExit.cannotOpen(FileTrouble("\(directory)/checkpoint", code: ENOENT))
        }
        let text = ReportText(
            common.language,
            pace: Pace(
                entries: report.entries,
                wall: WorkClock.ofWall() - started,
                work: WorkClock.ofProcess() - worked,
                hashing: report.hashing
            ),
            isHashesOnly: hashesOnly
        )
        switch common.output {
        case .text: Files.say(text.text(of: report), to: 1)
        case .json: Files.say(text.json(of: report), to: 1)
        }
        if !report.isFine { throw ExitCode(AuditExit.wanting.rawValue) }
        // Whoever asked must not take silence for a yes.
        if report.commercial == .unchecked || report.shadow?.isUnchecked == true {
            throw ExitCode(AuditExit.cannotOpen.rawValue)
        }
    }
}

/// How far the work is, on one line of a terminal; silent where nobody watches.
struct ProgressLine {
    private let isShown = isatty(2) == 1
    private let word: String

    init(_ language: Language) { word = language == .zh ? "核验" : "Verifying" }

    func show(_ done: UInt64, of total: UInt64) {
        if isShown { Files.say("\r\(word) \(done)/\(total)", to: 2) }
    }

    func clear() {
        if isShown { Files.say("\r\u{1b}[K", to: 2) }
    }
}
