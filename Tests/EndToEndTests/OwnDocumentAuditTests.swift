import Foundation
import LianxiCore
import LianxiLedger
import Paper
import Testing

/// What an auditor finds out about a document of no matter from an export alone.
@Suite("Documents of no matter under audit", .ownThreads, .timeLimit(.minutes(10)))
struct OwnDocumentAuditTests {
    /// A proposal on how a unit handles petitions, drawn from two matters and never answered.
    private static let conference = Result {
        var it = try PaperConference()
        let matters = [try it.register("信1"), try it.register("信2")]
        try it.go(to: "2026-03-09")
        let id = try it.issue(
            .improvement,
            to: PaperConference.labour,
            within: .calendarDays(15),
            restingOn: matters
        )
        try it.go(to: "2026-04-10")
        // Whoever acts later shows that time has passed.
        _ = try it.register("信3")
        return (conference: it, document: id)
    }

    private func folder() throws -> PaperFolder {
        try PaperConference.export(Self.conference.get().conference.entries).written()
    }

    private func rows(_ done: Finished, _ name: String) throws -> [[String: Any]] {
        #expect(done.code == 0, "\(done.output)\(done.errors)")
        return try #require(try done.json()[name] as? [[String: Any]])
    }

    @Test("Its number names its chain: who drafted and issued it, and to whom silence climbed")
    func chain() throws {
        let folder = try folder()
        let id = "\(try Self.conference.get().document)"
        let done = try folder.audit("chain", ["建〔2026〕1号"], output: "json")
        let hands = try rows(done, "hands")
        #expect(try done.json()["document"] as? String == id)
        #expect(hands.map { $0["n"] as? Int } == Array(1...hands.count))
        let types = hands.compactMap { $0["type"] as? String }
        #expect(types.prefix(2) == ["documented", "documented"])
        #expect(types.count > 2 && types.dropFirst(2).allSatisfy { $0 == "escalated" })
        let text = try folder.audit("chain", [id], lang: "zh")
        #expect(text.output.contains("文书：改进工作建议书 建〔2026〕1号"))
        #expect(text.output.contains("印发"))
    }

    @Test("Its answer is owed while it is open, and missed when its date has passed")
    func missed() throws {
        let folder = try folder()
        let id = "\(try Self.conference.get().document)"
        let owed = try folder.audit("responsible", ["--at", "2026-03-20"], output: "json")
        let duty = try #require(try rows(owed, "duties").first { $0["duty"] as? String == "D25" })
        #expect(duty["document"] as? String == id && duty["matter"] == nil)
        #expect(duty["owner"] as? String == "rsj" && duty["days-late"] as? Int == 0)
        let only = ["--matter", "建〔2026〕1号"]
        let late = try rows(try folder.audit("missed", only, output: "json"), "missed")
        #expect(late.map { $0["duty"] as? String } == ["D25"])
        #expect(late.first?["document"] as? String == id)
        #expect(late.first?["days-late"] as? Int ?? 0 > 0)
    }

    @Test("An entry left out of its chain is found, though everything is hashed and signed anew")
    func omission() throws {
        let it = try Self.conference.get().conference
        let entries = try it.entries
        let own = try entries.indices.filter {
            try EntryCodec.decode(entries[$0]).event.chain
                == .document(Self.conference.get().document)
        }
        #expect(own.count > 2)
        // The last may be missing without a trace in its chain; feeds and counting tell of it.
        for index in own.dropLast() {
            var others = entries
            others.remove(at: index)
            let report = try PaperConference.export(others).report()
            #expect(report.findings.contains { $0.kind == .chainBroken }, "entry \(index)")
        }
        let report = try PaperConference.export(entries).report()
        #expect(report.findings == [])
    }

    @Test("Issued over another text than its draft's is found, and over its own is not")
    func read() throws {
        let it = try Self.conference.get().conference
        let place = try #require(
            it.recorded.firstIndex {
                if case .documented(let move) = $0.event {
                    move.move.step == .issued
                } else {
                    false
                }
            }
        )
        guard case .documented(let old) = it.recorded[place].event else { return }
        func findings(_ read: Digest32?) throws -> [VerificationFinding.Kind] {
            let move = DocumentMove(
                .issued,
                old.move.document,
                number: old.move.number,
                text: old.move.text,
                read: read,
                old.move.says
            )
            var events = it.recorded
            events[place] = Recorded(
                index: events[place].index,
                at: events[place].at,
                hash: events[place].hash,
                cause: events[place].cause,
                event: .documented(
                    Documented(
                        move: move,
                        matter: old.matter,
                        subject: old.subject,
                        ruleSet: old.ruleSet,
                        recipient: old.recipient,
                        clocks: old.clocks,
                        settles: old.settles,
                        voids: old.voids
                    )
                )
            )
            let export = try PaperConference.export(PaperConference.entries(events))
            return try export.report().findings.map(\.kind)
        }
        #expect(try findings(old.move.text) == [])
        #expect(try findings(.sha256(of: [1])) == [.replayBroken])
    }

    @Test("An escalation on its silence that was never recorded is named")
    func escalation() throws {
        let it = try Self.conference.get().conference
        let events = it.recorded.filter { recorded in
            guard case .escalated(let step) = recorded.event else { return true }
            return step.clock.chain?.matter != nil
        }
        let report = try PaperConference.export(PaperConference.entries(events)).report()
        #expect(report.missing.contains { $0.due.clock.duty == .proposalFeedback })
    }
}
