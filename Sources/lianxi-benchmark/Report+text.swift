import Foundation
import LianxiJSON

extension Report {
    /// For people.
    var text: String {
        var lines = [
            "\(machine.processor), \(machine.cores) cores, Linux \(machine.kernel), "
                + "\(machine.fileSystem); \(seconds) s a window",
            "", "the machine",
            "  append and sync        \(number(limits.syncsPerSecond))/s   "
                + "p50 \(number(limits.syncP50)) us  p99 \(number(limits.syncP99)) us",
            "  Ed25519 sign + verify  \(number(limits.signaturesPerSecond))/s",
        ]
        for trips in limits.roundTrips {
            lines.append(
                "  CURVE round trips      \(number(trips.perSecond))/s   "
                    + "\(trips.window) in flight"
            )
        }
        lines += ["", "durable cycles"] + [Self.head]
        lines += lianxi.map { row("lianxi", $0) }
        lines += redis.map { row($0.ownSyncs == nil ? "redis, not kept" : "redis", $0) }
        lines += ["", "lianxi against"] + lianxi.map(ratios)
        lines += [
            "", "The departments here are a lean client in this process: items and acts in a",
            "journal, acts signed 1 to 256 at a time. Its syncs are not the daemon's.",
        ]
        return lines.joined(separator: "\n")
    }

    private static let head =
        "                   in flight  cycles/s   p50 us   p99 us  CPU s/10k  clients  peak MiB"
        + "  B kept  B written  B body  own syncs/1k"

    private func row(_ name: String, _ cycles: Cycles) -> String {
        let cells = [
            (9, "\(cycles.window)"), (9, number(cycles.perSecond)), (8, number(cycles.p50)),
            (8, number(cycles.p99)), (10, number(cycles.cpuSeconds, 2)),
            (8, number(cycles.clientSeconds, 2)),
            (9, "\(cycles.peakBytes >> 20)"), (7, "\(cycles.keptBytes)"),
            (10, "\(cycles.writtenBytes)"), (7, "\(cycles.itemBytes)"),
            (13, cycles.ownSyncs.map { number($0) } ?? "-"),
        ]
        let label = "  " + name.padding(toLength: 17, withPad: " ", startingAt: 0)
        return label + cells.map { width, text in padded(text, width) }.joined(separator: " ")
    }

    private func ratios(_ cycles: Cycles) -> String {
        var parts = ["  \(padded("\(cycles.window)", 3)) in flight:"]
        if let ratio = ratio(cycles, keeps: true) { parts.append("redis \(number(ratio, 2))") }
        if let ratio = ratio(cycles, keeps: false) {
            parts.append("redis, not kept \(number(ratio, 2))")
        }
        parts.append("sync \(number(syncRatio(cycles), 2))")
        if let ratio = roundTripRatio(cycles) { parts.append("round trip \(number(ratio, 2))") }
        return parts.joined(separator: "  ")
    }
}

extension Report {
    /// For programs: one object, canonical; rates are whole numbers, ratios thousandths.
    var json: String {
        let value = JSONValue([
            ("machine", machineValue), ("seconds", JSONValue(seconds)),
            ("limits", limitsValue),
            ("lianxi", .array(lianxi.map { rowValue($0, against: true) })),
            ("redis", .array(redis.map { rowValue($0, against: false) })),
        ])
        return String(decoding: value.canonicalBytes, as: UTF8.self)
    }

    private var machineValue: JSONValue {
        JSONValue([
            ("processor", .string(machine.processor)), ("cores", JSONValue(machine.cores)),
            ("kernel", .string(machine.kernel)), ("file-system", .string(machine.fileSystem)),
        ])
    }

    private var limitsValue: JSONValue {
        let trips = limits.roundTrips.map { trips in
            JSONValue([
                ("in-flight", JSONValue(trips.window)), ("per-second", whole(trips.perSecond)),
            ])
        }
        return JSONValue([
            ("syncs-per-second", whole(limits.syncsPerSecond)),
            ("sync-p50-us", whole(limits.syncP50)), ("sync-p99-us", whole(limits.syncP99)),
            ("signatures-per-second", whole(limits.signaturesPerSecond)),
            ("round-trips", .array(trips)),
        ])
    }

    private func rowValue(_ cycles: Cycles, against: Bool) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("in-flight", JSONValue(cycles.window)), ("per-second", whole(cycles.perSecond)),
            ("p50-us", whole(cycles.p50)), ("p99-us", whole(cycles.p99)),
            ("cpu-ms-per-10000", whole(cycles.cpuSeconds * 1000)),
            ("client-cpu-ms-per-10000", whole(cycles.clientSeconds * 1000)),
            ("peak-bytes", JSONValue(cycles.peakBytes)),
            ("kept-bytes", JSONValue(cycles.keptBytes)),
            ("written-bytes", JSONValue(cycles.writtenBytes)),
            ("body-bytes", JSONValue(cycles.itemBytes)),
        ]
        if let syncs = cycles.ownSyncs { members.append(("own-syncs-per-1000", whole(syncs))) }
        guard against else { return JSONValue(members) }
        let ratios = [
            ("of-redis", ratio(cycles, keeps: true)),
            ("of-redis-not-kept", ratio(cycles, keeps: false)),
            ("of-syncs", syncRatio(cycles)), ("of-round-trips", roundTripRatio(cycles)),
        ]
        for (name, ratio) in ratios {
            if let ratio { members.append((name, whole(ratio * 1000))) }
        }
        return JSONValue(members)
    }

    private func whole(_ number: Double) -> JSONValue { .integer(Int64(number.rounded())) }
}

private func number(_ value: Double, _ digits: Int = 0) -> String {
    String(format: "%.\(digits)f", value)
}

private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
