import LianxiJSON
import LianxiSimulator

extension SimulationReport {
    /// For people: the options as a table, then what was found.
    var text: String {
        var lines = ["seed \(seed)"]
        lines += faults.filter { $0.value > 0 }.map { "  \($0.name)\t\($0.value)" }
        lines += happened.lines(after: "happened")
        lines += findings.map { "  FOUND at \($0.at) ms, \($0.check.rawValue): \($0.text)" }
        lines.append(
            "  \(worlds) worlds, \(steps) steps, \(entries) entries, \(runs) runs of the daemon, "
                + "\(Int(years * 365)) days, trace \(trace)"
        )
        return lines.joined(separator: "\n")
    }

    /// One line for programs.
    var json: String {
        let value = JSONValue([
            ("seed", JSONValue(seed)), ("trace", .string(trace)), ("worlds", JSONValue(worlds)),
            ("steps", JSONValue(steps)),
            ("entries", JSONValue(entries)), ("runs", JSONValue(runs)),
            ("days", JSONValue(Int(years * 365))), ("happened", happened.json),
            (
                "findings",
                JSONValue.array(
                    findings.map { finding in
                        JSONValue([
                            ("check", .string(finding.check.rawValue)),
                            ("text", .string(finding.text)), ("at", JSONValue(finding.at)),
                        ])
                    }
                )
            ),
        ])
        return String(decoding: value.canonicalBytes, as: UTF8.self)
    }
}
