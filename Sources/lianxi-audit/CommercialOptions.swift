import ArgumentParser
import LianxiLedger

/// Which SM2 key's line a checkpoint must have.
struct CommercialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The log's SM2 key, or a file that holds it; its line is checked where OpenSSL 3 is. 国密公钥。",
            valueName: "key|file"
        )
    )
    var commercialKey: String?

    func key() throws -> CommercialKey? {
        guard let commercialKey else { return nil }
        let text =
            commercialKey.contains("+")
            ? commercialKey : String(decoding: try requireFile(commercialKey), as: UTF8.self)
        do {
            return try CommercialKey(parsing: text.split(separator: "\n").first ?? "")
        } catch {
            throw AuditExit.usage("--commercial-key \(commercialKey): \(error)")
        }
    }
}
