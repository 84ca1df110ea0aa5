import LianxiCore
import LianxiLedger
import Paper
import Testing

@Suite("The times of cosignatures show a clock that was turned")
struct TimeTests {
    private static let witnesses = (1...3).map { number in
        Result {
            try SigningKey(
                witness: "w\(number)/witness",
                seed: Array(repeating: UInt8(number), count: 32)
            )
        }
    }
    private static let start = SampleEvents.received

    private static func minutes(_ minutes: Int64) -> Timestamp {
        start.adding(milliseconds: minutes * 60_000)
    }

    private func policy() throws -> WitnessPolicy {
        let keys = try Self.witnesses.map { try $0.get().verifier }
        let lines =
            ["log \(logKey.verifier)"]
            + keys.enumerated().map { "witness w\($0.offset) \($0.element)" } + ["quorum none"]
        return try WitnessPolicy(parsing: Array(lines.joined(separator: "\n").utf8))
    }

    /// A ledger of a founding and ticks, each at its minute, with cosignatures as wanted.
    private struct Story {
        private var recorder = Recorder()
        private var entries: [[UInt8]] = []

        init() throws {
            try record(.founded(origin: origin, name: "时间"), at: 0)
        }

        mutating func record(_ event: Event, at minute: Int64) throws {
            _ = try recorder.record(event, at: TimeTests.minutes(minute), cause: nil)
            entries += recorder.takeBatch()?.entries.map(\.bytes) ?? []
        }

        /// The checkpoint of everything so far, cosigned at these minutes by the witnesses in order.
        func cosigned(at minutes: [Int64]) throws -> Tick.Witnessed {
            let log = logKey
            let checkpoint = Checkpoint(
                origin: origin,
                size: recorder.size,
                root: recorder.tree.root
            )
            var note = try SignedNote(parsing: log.note(checkpoint.text))
            for (minute, witness) in zip(minutes, TimeTests.witnesses) {
                let seconds = UInt64(TimeTests.minutes(minute).seconds)
                note.add(Cosignature.line(over: checkpoint, at: seconds, by: try witness.get()))
            }
            return Tick.Witnessed(
                size: recorder.size,
                note: String(decoding: note.bytes, as: UTF8.self)
            )
        }

        mutating func tick(at minute: Int64, _ witnessed: Tick.Witnessed? = nil) throws {
            try record(.ticked(Tick(minutes: 60, witnessed: witnessed)), at: minute)
        }

        var export: PaperExport { PaperExport(entries, by: logKey) }
    }

    private func report(
        _ export: PaperExport,
        _ policy: WitnessPolicy?
    ) throws -> VerificationReport {
        var verifier = LedgerVerifier(export, key: logKey.verifier)
        return try verifier.verify(witnesses: policy)
    }

    @Test("Entries that stand where the witnesses' clocks put them are fine, and are counted")
    func sound() throws {
        var story = try Story()
        try story.tick(at: 60)
        let seen = try story.cosigned(at: [61, 62, 63])
        try story.tick(at: 120, seen)
        let report = try report(story.export, policy())
        #expect(report.found == [])
        #expect(report.ticks == 2)
        #expect(report.bracketed == 2)
        #expect(report.silences == [])
    }

    @Test(
        "A clock turned back or forward is named with the entry, five minutes are forgiven",
        arguments: [
            (60, [61, 62, 63], 120, []), (60, [58, 56, 59], 120, []),
            (60, [40, 41, 42], 120, ["clock-ahead 1"]),
            (60, [129, 130, 140], 120, ["clock-behind 2"]),
            (60, [122, 123, 124], 120, []),
            // One witness of three with a wrong clock accuses nobody, and two of three do.
            (60, [1, 61, 62], 120, []), (60, [61, 62, 900], 120, []),
            (60, [1, 2, 62], 120, ["clock-ahead 1"]),
            // Of two that do not agree neither is believed against the daemon.
            (60, [1, 900], 120, []),
        ] as [(Int64, [Int64], Int64, [String])]
    )
    func turned(first: Int64, cosigned: [Int64], second: Int64, found: [String]) throws {
        var story = try Story()
        try story.tick(at: first)
        try story.tick(at: second, story.cosigned(at: cosigned))
        #expect(try report(story.export, policy()).found == found)
    }

    @Test("Cosignatures of nobody known say nothing of the clock")
    func unknown() throws {
        var story = try Story()
        try story.tick(at: 60)
        try story.tick(at: 120, story.cosigned(at: [900]))
        #expect(try report(story.export, nil).found == [])
        #expect(try report(story.export, policy()).found == ["clock-behind 2"])
    }

    @Test("A tick with a note of another history, of another size or of nobody's is found")
    func forged() throws {
        var other = try Story()
        try other.tick(at: 59)
        let foreign = try other.cosigned(at: [61])
        for witnessed in [
            foreign, Tick.Witnessed(size: 1, note: foreign.note),
            Tick.Witnessed(size: 2, note: "nothing"),
        ] {
            var story = try Story()
            try story.tick(at: 60)
            try story.tick(at: 120, witnessed)
            #expect(try report(story.export, policy()).found == ["tick-wrong 2"])
        }
    }

    @Test("The export's own checkpoint bears witness too")
    func checkpoint() throws {
        var story = try Story()
        try story.tick(at: 60)
        for (minutes, found) in [([61], []), ([40], ["clock-ahead 1"])] as [([Int64], [String])] {
            var export = story.export
            export.files["checkpoint"] = Array(try story.cosigned(at: minutes).note.utf8)
            #expect(try report(export, policy()).found == found)
        }
    }

    @Test("A stretch in which no tick came is named, and is no fault of the ledger")
    func silence() throws {
        var story = try Story()
        try story.tick(at: 500)
        try story.tick(at: 625)
        try story.tick(at: 751)
        let report = try report(story.export, policy())
        #expect(report.isFine)
        #expect(
            report.silences == [
                Silence(before: 3, from: Self.minutes(625), to: Self.minutes(751))
            ]
        )
    }
}
