import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiLedger

/// What every subcommand takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The log's verifier key, or a file that holds it (with the confirmation key, if any).",
            discussion: "日志公钥，或存有公钥的文件；须另行取得，不可取自所核验的导出。",
            valueName: "vkey|file"
        )
    )
    var key: String

    @Option(help: "How the result is printed: text or json. 输出格式。")
    var output: OutputForm = .text

    @Option(help: "Language of sentences: zh or en; by default the locale's, else zh. 语言。")
    var lang: Language?

    var language: Language { lang ?? Language() }

    /// The log's key.
    func logKey() throws -> VerifierKey {
        let keys = try readKeys(key)
        guard let log = keys.first(where: { Checkpoint.isOrigin($0.name) && !$0.isConfirmation })
        else { throw AuditExit.usage("--key \(key): no verifier key of a log") }
        return log
    }

    /// The log's confirmation key, from an option of its own or beside the log's key.
    func confirmationKey(_ option: String?, of log: VerifierKey) throws -> VerifierKey? {
        let name = Confirmation.keyName(origin: log.name)
        return try readKeys(option ?? key).first { $0.name == name }
    }
}

/// Whose cosignatures a checkpoint must have.
struct WitnessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The policy that says whose cosignatures the checkpoint must have. 见证策略文件。",
            valueName: "file"
        )
    )
    var witnesses: String?

    func policy(_ language: Language) throws -> WitnessPolicy? {
        guard let witnesses else { return nil }
        do { return try WitnessPolicy(parsing: requireFile(witnesses)) } catch {
            guard let error = error as? WitnessPolicyError else { throw error }
            throw AuditExit.usage(
                language == .zh
                    ? "\(witnesses):\(error.line)：应为\(error.chinese)"
                    : "\(witnesses):\(error.line): expected \(error.english)"
            )
        }
    }
}

extension VerifierKey {
    fileprivate var isConfirmation: Bool { name.hasSuffix("/confirmation") }
}

/// The verifier keys an argument names: the lines of a file, or itself.
private func readKeys(_ argument: String) throws -> [VerifierKey] {
    guard argument.contains("+"), try existing(argument) == nil else {
        let lines = try requireFile(argument).split(separator: UInt8(ascii: "\n"))
        return try lines.map { try parseKey(String(decoding: $0, as: UTF8.self)) }
    }
    return [try parseKey(argument)]
}

private func existing(_ path: String) throws -> [UInt8]? {
    do throws(FileTrouble) { return try readFile(path) } catch {
        throw AuditExit.cannotOpen(error)
    }
}

private func parseKey(_ text: String) throws -> VerifierKey {
    do { return try VerifierKey(parsing: text) } catch {
        throw AuditExit.usage("\(text): \(error)")
    }
}
