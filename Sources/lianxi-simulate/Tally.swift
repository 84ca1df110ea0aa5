import Foundation
import LianxiJSON
import LianxiSimulator

/// What came of many seeds.
struct Tally: Sendable {
    var seeds = 0
    var worlds: Int64 = 0
    var steps: Int64 = 0
    var entries: Int64 = 0
    var days: Int64 = 0
    /// Wall-clock time of all.
    var seconds = 0.0
    /// How often each kind of fault took effect.
    var happened = FaultTally()
    /// Of so many seeds of the ordinary length each kind of fault is to take effect in one; `nil` where faults are not
    /// all there.
    var enough: Int?
    /// A line for each seed that was found wanting, with its first finding.
    var failures: [(seed: UInt64, what: String)] = []

    /// Adds one seed by the line its process printed.
    mutating func add(_ line: Substring) {
        do {
            var reader = try JSONReader(JSONValue(parsing: Array(line.utf8)))
            let seed = UInt64(try reader.integer("seed", in: 0...JSONValue.largestInteger))
            _ = try reader.string("trace", max: 16)
            worlds += try reader.integer("worlds", in: 0...JSONValue.largestInteger)
            steps += try reader.integer("steps", in: 0...JSONValue.largestInteger)
            entries += try reader.integer("entries", in: 0...JSONValue.largestInteger)
            _ = try reader.integer("runs", in: 0...JSONValue.largestInteger)
            days += try reader.integer("days", in: 0...JSONValue.largestInteger)
            happened.add(
                try reader.object("happened") { (reader) throws(JSONShapeError) in
                    try FaultTally(reading: &reader)
                }
            )
            let findings = try reader.array("findings") { (element) throws(JSONShapeError) in
                String(decoding: element.value.canonicalBytes, as: UTF8.self)
            }
            if let first = findings.first { failures.append((seed, first)) }
            seeds += 1
        } catch {
            failures.append((0, "a line that cannot be read: \(error)"))
        }
    }

    /// The process of a seed died.
    mutating func fell(_ seed: UInt64, _ end: String) {
        seeds += 1
        failures.append((seed, "the process ended: \(end)"))
    }

    mutating func add(_ other: Tally) {
        seeds += other.seeds
        worlds += other.worlds
        steps += other.steps
        entries += other.entries
        days += other.days
        happened.add(other.happened)
        failures += other.failures
    }

    /// Years of the calendar in an hour of the wall clock.
    var yearsPerHour: Double { seconds > 0 ? Double(days) / 365 / seconds * 3600 : 0 }

    /// Kinds of fault that never took effect, though there were seeds enough.
    var missing: [FaultKind] {
        enough.map { seeds >= $0 } ?? false ? happened.missing : []
    }

    var isFine: Bool { failures.isEmpty && missing.isEmpty }

    var text: String {
        var lines = failures.sorted { $0.seed < $1.seed }.map { "seed \($0.seed): \($0.what)" }
        lines += happened.lines(after: "happened")
        if !missing.isEmpty {
            lines.append("never happened: " + missing.map(\.rawValue).joined(separator: ", "))
        }
        lines.append(
            "\(seeds) seeds, \(failures.count) found wanting; \(worlds) worlds, \(entries) entries, "
                + "\(steps) steps, "
                + "\(days / 365) years in \(Int(seconds)) s: \(Int(yearsPerHour)) years an hour"
        )
        return lines.joined(separator: "\n")
    }

    var json: String {
        let value = JSONValue([
            ("seeds", JSONValue(seeds)), ("worlds", JSONValue(worlds)), ("steps", JSONValue(steps)),
            ("entries", JSONValue(entries)), ("days", JSONValue(days)),
            ("milliseconds", JSONValue(Int(seconds * 1000))),
            ("years-per-hour", JSONValue(Int(yearsPerHour))), ("happened", happened.json),
            ("never-happened", .array(missing.map { .string($0.rawValue) })),
            (
                "failures",
                JSONValue.array(
                    failures.sorted { $0.seed < $1.seed }.map { failure in
                        JSONValue([
                            ("seed", JSONValue(failure.seed)), ("what", .string(failure.what)),
                        ])
                    }
                )
            ),
        ])
        return String(decoding: value.canonicalBytes, as: UTF8.self)
    }
}
