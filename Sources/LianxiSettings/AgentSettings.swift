package import LianxiCore

/// A department's own program, told of each item that arrives.
package struct HookSettings: Hashable, Sendable {
    /// The program and its arguments; no shell in between.
    package var command: [String]
    /// How long one run may take, 1…3600 seconds; default 30.
    package var timeoutSeconds: Int

    package init(command: [String], timeoutSeconds: Int) {
        self.command = command
        self.timeoutSeconds = timeoutSeconds
    }
}

/// What `agent.yaml` says, checked.
///
/// `directory` is resolved against the file's own folder, `enrolment` and `spool` against
/// `directory`. A scalar key may also come from the environment: `LIANXI_AGENT_` and the path.
package struct AgentSettings: Hashable, Sendable {
    /// Keys, inbox and spool live here; default: the folder of the file.
    package var directory: String
    /// Which department this is; required.
    package var party: PartyID
    /// The officer whose act key signs by default; required.
    package var officer: OfficerID
    /// The office's reply to the enrolment request; default `enrolment.json`.
    package var enrolment: String
    /// `nil` when nobody is to be told.
    package var hook: HookSettings?
    /// People told by mail; `nil` when nobody is.
    package var notify: NotifySettings?
    /// A folder that gets one JSON file for each item; `nil` when there is none.
    package var spool: String?
    /// Whose cosignatures this department asks for; `nil` to go by the daemon's word.
    package var witnesses: String?
    /// `stale-after`: how old the newest cosignatures may be, in minutes; `nil` for `off`; default 3
    /// hours.
    package var staleMinutes: Int?
    /// `log.level`; default `info`.
    package var logLevel: LogLevel

    package static let environmentPrefix = "LIANXI_AGENT_"

    /// Reads the file and the environment.
    ///
    /// - Throws: Everything that is wrong.
    package static func load(
        _ file: String,
        environment: [String: String] = [:]
    ) throws(SettingsError) -> Self {
        try YAMLDocument.settings(
            file,
            environment: Environment(prefix: environmentPrefix, variables: environment)
        ) { read(&$0, folder: $1) }
    }

    private static func read(_ top: inout MappingReader, folder: String) -> Self? {
        let directory = Paths.resolve(
            top.value("directory", .path, standard: "."),
            in: folder.isEmpty ? "." : folder
        )
        let party: PartyID? = top.value("party", .slug())
        let officer: OfficerID? = top.value("officer", .slug())
        let enrolment = top.value("enrolment", .path, standard: "enrolment.json")
        let spool = top.optional("spool", .path)
        let witnesses = top.optional("witnesses", .path)
        let stale = top.value("stale-after", .ticks, standard: 180)
        let hook = hook(&top)
        let notify = NotifySettings.read(&top, directory: directory)
        let level = DaemonSettings.logLevel(&top)
        top.finish()
        guard let party, let officer else { return nil }
        return Self(
            directory: directory,
            party: party,
            officer: officer,
            enrolment: Paths.resolve(enrolment, in: directory),
            hook: hook,
            notify: notify,
            spool: spool.map { Paths.resolve($0, in: directory) },
            witnesses: witnesses.map { Paths.resolve($0, in: directory) },
            staleMinutes: stale == 0 ? nil : stale,
            logLevel: level
        )
    }

    private static func hook(_ top: inout MappingReader) -> HookSettings? {
        guard top.isThere("hook") else { return nil }
        var section = top.section("hook")
        let command = section.values("command", .text(max: 4096), count: 1...64)
        let timeout = section.value("timeout-seconds", .integer(1...3600), standard: 30)
        section.finish()
        return command.isEmpty ? nil : HookSettings(command: command, timeoutSeconds: timeout)
    }
}
