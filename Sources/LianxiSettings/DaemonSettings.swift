package import LianxiCore
package import LianxiLedger

/// How much is logged; the names are swift-log's.
package enum LogLevel: String, Hashable, Sendable, CaseIterable {
    case trace, debug, info, notice, warning, error, critical
}

/// What `lianxid.yaml` says, checked.
///
/// Paths are resolved against the file's own folder. A scalar key may also come from the environment, which goes before the file: `LIANXI_` and the
/// dotted path in capitals, dots and dashes as `_` (`LIANXI_LISTEN_PORTS`). Flags go before both;
/// they are the doors' business.
package struct DaemonSettings: Hashable, Sendable {
    /// The installation's directory; required.
    package var data: String
    /// The log's name, for ever; required.
    package var origin: String
    /// The conference's name as forms show it, at most 96 bytes; required.
    package var name: String
    /// `listen.address`: `*` or an IP address; default `127.0.0.1`.
    package var listenAddress: String
    /// `listen.ports`: two for each party; default 5600…7599.
    package var ports: ClosedRange<Int>
    /// Path of the administrator's ipc socket, at most 100 bytes; `nil` when there is none.
    package var localDesk: String?
    /// `rules.national`: the duties the law fixes; required.
    package var nationalRules: String
    /// `rules.related`: the duties of other instruments; `nil` for none.
    package var relatedRules: String?
    /// `rules.local`: the overlays of local policy in their order, one path or a list of at most 4.
    ///
    /// Required, because the daemon needs P01 to P14.
    package var localRules: [String]
    /// The work calendar; required.
    package var calendar: String
    /// `local-calendar`: holidays of local papers; `nil` when there are none.
    package var localCalendar: String?
    /// The escalation policy; required.
    package var policy: String
    /// `rosters`: duty rosters, one path or a list of at most 32; empty for none.
    package var rosters: [String] = []
    /// `routes`: the dispatch catalogue; `nil` for none.
    package var routes: String?
    /// `forms`: the office's forms of documents (文书) and their numbers; `nil` where it issues none.
    package var forms: String?
    /// `witnesses`: whose cosignatures a checkpoint needs; `nil` for more than two thirds of those
    /// enrolled.
    package var witnesses: String?
    /// `witness-authorities`: certificates in PEM of those who vouch for witnesses asked over TLS; `nil` for the
    /// machine's own.
    package var witnessAuthorities: String?
    /// The directory of the key files; default `keys` below `data`.
    package var keys: String
    /// `log.level`; default `info`.
    package var logLevel: LogLevel
    /// `storage.reserve-mib`: below so much free space new matters are refused; default 64.
    package var reserveMebibytes: Int
    /// `presence` and `channels`: when a silent party and a failing channel are told of.
    package var watch: WatchRule
    /// `urgency`: when the office is asked whether a matter is grave or urgent.
    package var urgency = UrgencyRule()
    /// `ticks`: the quiet after which the daemon records that it is there; `nil` for `off`; default
    /// an hour.
    package var tickMinutes: Int?
    /// `enrolment`: `invited` for nobody without an invitation and two officers, or `open`; default `invited`.
    package var enrolment = Enrolment.invited

    /// Whom the office may enrol.
    package enum Enrolment: String, Hashable, Sendable, CaseIterable {
        case open, invited
    }

    /// `commercial`: `sm2` for an SM2 line beside the log's on each checkpoint, `sm2-sm3` for a tree with SM3 besides;
    /// default `off`.
    package var commercial = Commercial.off

    /// Which commercial cryptography (商用密码) stands beside the log's own.
    package enum Commercial: String, Hashable, Sendable, CaseIterable {
        case off, sm2
        case sm2AndSM3 = "sm2-sm3"
    }

    package static let environmentPrefix = "LIANXI_"

    /// Reads the file and the environment.
    ///
    /// - Parameters:
    ///   - file: Path of `lianxid.yaml`.
    ///   - environment: The process's variables; those that do not concern us are left alone.
    /// - Returns: The settings.
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
        func resolved(_ path: String?) -> String? { path.map { Paths.resolve($0, in: folder) } }
        let data = resolved(top.value("data", .path))
        let origin = top.value("origin", .origin)
        let name = top.value("name", .text(max: 96))
        var listen = top.section("listen")
        let address = listen.value("address", .listenAddress, standard: "127.0.0.1")
        let ports = listen.value("ports", .ports, standard: 5600...7599)
        listen.finish()
        let localDesk = resolved(top.optional("local-desk", .socketPath))
        var rules = top.section("rules")
        let national = resolved(rules.value("national", .path))
        let related = resolved(rules.optional("related", .path))
        let local = rules.oneOrMore("local", .path, most: 4).map {
            Paths.resolve($0, in: folder)
        }
        rules.finish()
        let calendar = resolved(top.value("calendar", .path))
        let localCalendar = resolved(top.optional("local-calendar", .path))
        let policy = resolved(top.value("policy", .path))
        let rosters =
            top.isThere("rosters")
            ? top.oneOrMore("rosters", .path, most: 32).map { Paths.resolve($0, in: folder) } : []
        let routes = resolved(top.optional("routes", .path))
        let forms = resolved(top.optional("forms", .path))
        let witnesses = resolved(top.optional("witnesses", .path))
        let authorities = resolved(top.optional("witness-authorities", .path))
        let keys = resolved(top.optional("keys", .path))
        let level = logLevel(&top)
        var storage = top.section("storage")
        let reserve = storage.value("reserve-mib", .integer(1...1_048_576), standard: 64)
        storage.finish()
        let watch = WatchSettings.read(&top)
        let urgency = urgency(&top)
        let ticks = top.value("ticks", .ticks, standard: 60)
        let enrolment: Enrolment = top.value("enrolment", .choice, standard: .invited)
        let commercial: Commercial = top.value("commercial", .choice, standard: .off)
        top.finish()
        guard let data, let origin, let name, let national, !local.isEmpty, let calendar,
            let policy
        else { return nil }
        return Self(
            data: data,
            origin: origin,
            name: name,
            listenAddress: address,
            ports: ports,
            localDesk: localDesk,
            nationalRules: national,
            relatedRules: related,
            localRules: local,
            calendar: calendar,
            localCalendar: localCalendar,
            policy: policy,
            rosters: rosters,
            routes: routes,
            forms: forms,
            witnesses: witnesses,
            witnessAuthorities: authorities,
            keys: keys ?? "\(data)/keys",
            logLevel: level,
            reserveMebibytes: reserve,
            watch: watch,
            urgency: urgency,
            tickMinutes: ticks == 0 ? nil : ticks,
            enrolment: enrolment,
            commercial: commercial
        )
    }

    /// `urgency`, each of its keys with a standard.
    private static func urgency(_ top: inout MappingReader) -> UrgencyRule {
        var section = top.section("urgency")
        defer { section.finish() }
        var rule = UrgencyRule()
        let most = 1...1_000_000
        rule.persons = section.value("persons", .integer(most), standard: rule.persons)
        rule.holidayPersons = section.value(
            "holiday-persons",
            .integer(most),
            standard: rule.holidayPersons
        )
        rule.holidayDays = section.value(
            "holiday-days",
            .integer(0...14),
            standard: rule.holidayDays
        )
        return rule
    }

    /// `log.level`, the same in both programs' files.
    static func logLevel(_ top: inout MappingReader) -> LogLevel {
        var log = top.section("log")
        defer { log.finish() }
        return log.value("level", .choice, standard: .info)
    }
}

/// The data files a daemon works by, read and checked against each other.
package struct DataSets: Hashable, Sendable {
    /// The national rule set with the local duties merged in.
    package let rules: RuleSet
    package let calendar: WorkCalendar
    package let policy: EscalationPolicy
    package let rosters: [Roster]
    /// `nil` where none is configured.
    package let routes: RouteBook?
    /// `nil` where the settings name none.
    package let forms: FormSet?
    /// `nil` where none is configured.
    package let witnessPolicy: WitnessPolicy?

    /// Reads the files the settings name.
    ///
    /// - Throws: Everything that is wrong in any of them.
    package static func load(_ settings: DaemonSettings) throws(SettingsError) -> Self {
        var problems: [SettingsProblem] = []
        func gathered<Value>(_ load: () throws(SettingsError) -> Value) -> Value? {
            do { return try load() } catch {
                problems += error.problems
                return nil
            }
        }
        let rules = gathered { () throws(SettingsError) in
            try RuleSet.load(
                national: settings.nationalRules,
                overlays: settings.localRules,
                related: settings.relatedRules
            )
        }
        let calendar = gathered { () throws(SettingsError) in
            try WorkCalendar.load(settings.calendar, local: settings.localCalendar)
        }
        let policy = gathered { () throws(SettingsError) in
            try EscalationPolicy.load(settings.policy, rules: rules)
        }
        let rosters = settings.rosters.compactMap { file in
            gathered { () throws(SettingsError) in try Roster.load(file) }
        }
        problems += repeated(rosters, in: settings)
        let routes = settings.routes.flatMap { file in
            gathered { () throws(SettingsError) in try RouteBook.load(file) }
        }
        let forms = settings.forms.flatMap { file in
            gathered { () throws(SettingsError) in try FormSet.load(file) }
        }
        let witnessPolicy = settings.witnesses.flatMap { file in
            gathered { () throws(SettingsError) in
                try WitnessPolicy.load(file, origin: settings.origin)
            }
        }
        guard problems.isEmpty, let rules, let calendar, let policy else {
            throw SettingsError(problems)
        }
        return Self(
            rules: rules,
            calendar: calendar,
            policy: policy,
            rosters: rosters,
            routes: routes,
            forms: forms,
            witnessPolicy: witnessPolicy
        )
    }

    /// A roster of the name stands in another file already.
    private static func repeated(
        _ rosters: [Roster],
        in settings: DaemonSettings
    ) -> [SettingsProblem] {
        guard rosters.count == settings.rosters.count else { return [] }
        return rosters.enumerated().compactMap { place, roster in
            guard rosters[..<place].contains(where: { $0.id == roster.id }) else { return nil }
            return SettingsProblem(
                .repeated,
                file: settings.rosters[place],
                line: nil,
                column: nil,
                key: "id",
                value: roster.id.text,
                expected: Wording("其他值班表没有用过的名称", "a name no other roster has")
            )
        }
    }
}
