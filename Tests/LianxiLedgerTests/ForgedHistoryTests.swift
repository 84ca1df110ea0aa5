import LianxiCore
import LianxiLedger
import Paper
import Testing

/// Ledgers that are chained, numbered and signed as they must be, yet tell what cannot have happened.
@Suite("A history that cannot be is found, and never stops the verifier")
struct ForgedHistoryTests {
    private let recorded: [Recorded]

    init() throws { recorded = try SampleLedger().recorded }

    private func report(_ events: [Recorded]) throws -> VerificationReport {
        var recorder = Recorder()
        var at = Timestamp(milliseconds: 0)
        for it in events {
            at = max(at, it.at)
            _ = try recorder.record(it.event, at: at, cause: it.cause)
        }
        return try PaperExport(recorder.takeBatch()?.entries.map(\.bytes) ?? []).report()
    }

    @Test("An event left out, doubled or moved leaves a history that does not hold, but for looks")
    func rearranged() throws {
        for place in recorded.indices.dropLast() {
            let type = recorded[place].event.typeName
            var fewer = recorded
            fewer.remove(at: place)
            var more = recorded
            more.insert(recorded[place], at: place)
            // Nothing follows from these; leaving one out or saying it twice is no contradiction.
            let isFree = [
                "looked", "rule-set-adopted", "calendar-adopted", "policy-adopted",
            ].contains(type)
            let isFine = try (report(fewer).isFine, report(more).isFine)
            if !isFree, type != "party-enrolled" { #expect(!isFine.0, "\(type) left out") }
            if type == "registered" || type == "dispatched" || type == "received" {
                #expect(!isFine.1, "\(type) doubled")
            }
        }
    }

    @Test("Whatever order forged events come in, the verifier comes to an end")
    func shuffled() throws {
        var generator = SeededGenerator(seed: 7)
        var samples = try RandomEvents(seed: 8).entries(60)
        samples += recorded.map { SampleEntry(event: $0.event, cause: $0.cause) }
        for _ in 0..<100 {
            var events = recorded
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                let place = Int.random(in: events.indices, using: &generator)
                let other = Int.random(in: events.indices, using: &generator)
                let sample = try #require(samples.randomElement(using: &generator))
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: events.swapAt(place, other)
                case 1: events.remove(at: place)
                case 2: events.insert(events[place], at: other)
                default: events.insert(events[place].with(sample.event), at: other)
                }
            }
            let report = try report(events)
            #expect(report.entries == UInt64(events.count))
            for finding in report.findings { #expect(!finding.sentence(in: .en).isEmpty) }
        }
    }

    @Test(
        "A policy adopted once more under its name, with other steps, is named and stops no verifier"
    )
    func renamed() throws {
        let place = try #require(recorded.firstIndex { $0.event.typeName == "policy-adopted" })
        guard case .policyAdopted(let policy) = recorded[place].event else { return }
        let other = EscalationPolicy(id: policy.id, hour: policy.hour, chains: [])
        var events = recorded
        events.append(events[place].with(.policyAdopted(other)))
        #expect(try report(events).found == ["replay-broken \(events.count - 1)"])
    }

    @Test("A receipt of an assignment that was never handed out is named")
    func named() throws {
        let place = try #require(recorded.firstIndex { $0.event.typeName == "dispatched" })
        let receipt = try #require(recorded.first { $0.event.typeName == "received" })
        var events = recorded
        events.insert(receipt, at: place)
        let report = try report(events)
        #expect(report.found.first == "replay-broken \(place)")
        #expect(
            report.findings.first?.sentence(in: .en).contains("was never dispatched") == true
        )
    }

    @Test("A step that is sent to another unit than the assignment's is named, of whatever kind")
    func stepToAnother() throws {
        let place = try #require(recorded.lastIndex { $0.event.typeName == "received" })
        guard case .received(let it) = recorded[place].event else { return }
        let day = recorded[place].at.civilDate
        let note = DossierReference(field: "hearing", commitment: .emptyRoot)
        let kinds: [(StepKind, StepDetails)] = [
            (.acceptReport, StepDetails()),
            (.hearing, StepDetails(word: "handling", on: day, until: day, notes: [note])),
            (.decideDispute, StepDetails(word: "superior", party: it.department)),
        ]
        for (kind, details) in kinds {
            for recipient in [it.department, .office] {
                let step = Step(kind, of: it.matter, assignment: it.assignment, details)
                var events = recorded
                events.insert(
                    recorded[place].with(.stepped(Stepped(step: step, recipient: recipient))),
                    at: place + 1
                )
                let said = try report(events).findings.map { $0.sentence(in: .en) }
                #expect(
                    said.contains { $0.contains("addressed to another") }
                        == (recipient == .office),
                    "\(kind) to \(recipient): \(said)"
                )
            }
        }
    }

    @Test(
        "A redating that takes a date back is named; one that moves it later is not",
        arguments: [-1, 1]
    )
    func redated(days: Int) throws {
        let place = try #require(recorded.firstIndex { $0.event.typeName == "received" })
        guard case .received(let it) = recorded[place].event else { return }
        let clock = try #require(it.clocks.first { $0.dates.legal != nil })
        let key = ClockKey(matter: it.matter, assignment: it.assignment, duty: clock.duty)
        let dates = DueDates(
            raw: clock.dates.raw,
            legal: clock.dates.legal?.adding(days: days),
            target: clock.dates.target,
            calendar: clock.dates.calendar
        )
        var events = recorded
        events.insert(
            recorded[place].with(.redated(key, clock.with(dates))).caused(by: nil),
            at: place + 1
        )
        let findings = try report(events).findings.map { $0.sentence(in: .en) }
        #expect(findings.contains { $0.contains("loses time it had") } == (days < 0), "\(findings)")
    }

    @Test("More findings than are kept are counted")
    func omitted() throws {
        let report = try report(Array(repeating: recorded[0], count: 300))
        #expect(report.findings.count == VerificationReport.mostFindings)
        #expect(report.omitted == 199)
    }

    @Test("Every kind of finding has a sentence in both languages")
    func sentences() {
        for kind in VerificationFinding.Kind.allCases {
            for language in Language.allCases {
                let plain = VerificationFinding(kind).sentence(in: language)
                let placed = VerificationFinding(kind, entry: 7, "x").sentence(in: language)
                #expect(plain.count > 3)
                #expect(placed.contains("7"))
                #expect(placed.contains("x"))
            }
        }
    }
}

extension RandomEvents {
    fileprivate func entries(_ count: Int) throws -> [SampleEntry] {
        var random = self
        return try (0..<count).map { _ in try random.entry() }
    }
}

extension ClockStart {
    fileprivate func with(_ dates: DueDates) -> Self {
        Self(
            duty: duty,
            owner: owner,
            ruleSet: ruleSet,
            policy: policy,
            start: start,
            dates: dates,
            steps: steps
        )
    }
}
