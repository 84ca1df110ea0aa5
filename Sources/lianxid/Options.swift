import ArgumentParser
import Foundation
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiSettings

/// Options of every command.
struct CommonOptions: ParsableArguments {
    @Option(help: "Configuration file.")
    var config = "/etc/lianxi/lianxid.yaml"

    @Option(help: "Language of messages: zh or en (default: the locale's, else zh).")
    var lang: Language?

    var language: Language { lang ?? Language() }

    /// Reads the configuration and the data files it names; prints every problem and ends with 78.
    func load() throws -> (settings: DaemonSettings, data: DataSets) {
        do {
            let settings = try DaemonSettings.load(
                config,
                environment: ProcessInfo.processInfo.environment
            )
            return (settings, try DataSets.load(settings))
        } catch {
            for problem in error.problems { complain(problem.sentence(language)) }
            throw ExitCodes.configuration
        }
    }
}

extension CommonOptions {
    /// Does what a command is for; what goes wrong is said, and ends with the code the manual gives it.
    func ending(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let exit as ExitCode {
            throw exit
        } catch let error as StorageError {
            complain(error.sentence(in: language))
            throw error.kind == .refused ? ExitCodes.configuration : ExitCodes.storage
        } catch {
            complain(language.sentence(of: error))
            throw ExitCodes.configuration
        }
    }
}

/// Writes a line to standard error.
func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
