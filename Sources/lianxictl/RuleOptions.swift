import ArgumentParser
import LianxiCore
import LianxiFiles
import LianxiSettings

/// Which rules a command goes by; no daemon is needed.
struct RuleOptions: ParsableArguments {
    @Option(help: "Configuration whose rules and calendar are used.")
    var config: String?
    @Option(help: "Or rule files: NATIONAL,LOCAL, several local ones in their order.")
    var rules: String?
    @Option(help: "With --rules, the file of other instruments.")
    var related: String?

    func validate() throws {
        guard config == nil || (rules == nil && related == nil) else {
            throw ValidationError("either --config, or --rules and --related")
        }
        guard rules != nil || related == nil else {
            throw ValidationError("--related goes with --rules")
        }
        guard rules == nil || files.count >= 2 else {
            throw ValidationError("--rules NATIONAL,LOCAL")
        }
    }

    private var files: [String] { rules?.split(separator: ",").map(String.init) ?? [] }

    /// The rules of the files named; `nil` when none were.
    func own() throws -> RuleSet? {
        guard rules != nil else { return nil }
        return try RuleSet.load(
            national: files[0],
            overlays: Array(files.dropFirst()),
            related: related
        )
    }

    /// The data sets of the configuration named, else of the first one found.
    func configured(_ printing: PrintingOptions) throws -> DataSets {
        guard let place = config ?? Self.found() else {
            throw Trouble.cannotOpen(
                printing.say("找不到规则与日历，请给出 --config", "no rules found; give --config")
            )
        }
        return try DataSets.load(try DaemonSettings.load(place))
    }

    private static func found() -> String? {
        var places = ["config/lianxid.yaml"]
        var folder = Files.parent(of: Files.ownPath)
        while folder != "/", folder != "." {
            places.append("\(folder)/config/lianxid.yaml")
            folder = Files.parent(of: folder)
        }
        places += ["/etc/lianxi/lianxid.yaml", "/usr/share/lianxi/config/lianxid.yaml"]
        return places.first { Files.exists($0) }
    }
}

extension RuleSet {
    /// The duty of that name.
    ///
    /// - Throws: ``Trouble`` when there is none.
    func named(_ name: String, _ printing: PrintingOptions) throws -> Duty {
        guard let duty = DutyID(name).flatMap({ duty($0) }) else {
            throw Trouble.refused(
                printing.say("规则中没有 \(name)", "the rules have no duty \(name)")
            )
        }
        return duty
    }
}
