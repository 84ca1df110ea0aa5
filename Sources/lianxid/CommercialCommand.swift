import ArgumentParser
import LianxiCore
import LianxiSettings

/// Gives an installation that was made without one an SM2 key (商用密码).
struct CommercialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commercial",
        abstract: "Make the log's SM2 key in an installation that has none.",
        discussion: """
            For an installation made before the configuration said "commercial: sm2" or "sm2-sm3". Checkpoints have an SM2 line \
            from the daemon's next start on. A key that exists is left as it is.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "Where the key lives when not in a file: command:PROGRAM#sm2:PUBLIC-KEY.")
    var sm2Key: String?

    func run() async throws {
        let (settings, data) = try common.load()
        let installation = Installation(settings: settings, data: data)
        try await common.ending {
            guard settings.commercial != .off else {
                throw KeyTrouble(
                    "\(common.config)：应先写明 commercial: sm2 或 sm2-sm3",
                    "\(common.config): say commercial: sm2 or sm2-sm3 there first"
                )
            }
            let file = try installation.publish(installation.makeCommercialKey(sm2Key))
            print(
                common.language.pick(
                    "SM2 密钥已生成；其公钥在 \(file)，请交审计方保存。重启 lianxid 后生效。",
                    "The SM2 key is made; its public half is \(file), give it to auditors to keep. Restart lianxid."
                )
            )
        }
    }
}
