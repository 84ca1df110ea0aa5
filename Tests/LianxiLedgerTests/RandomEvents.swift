import LianxiCore
import LianxiLedger

/// Draws entries of any type; the same for the same seed.
struct RandomEvents {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func entry() throws -> SampleEntry {
        var samples = try SampleEvents.all()
        samples.shuffle(using: &generator)
        var entry = samples[0]
        entry.event = event(like: entry.event)
        entry.at = moment()
        entry.cause = chance() ? nil : cause()
        let number = UInt64.random(in: 1...1_000_000, using: &generator)
        entry.link = ChainLink(number: number, previous: number == 1 ? nil : digest())
        entry.feed = .random(in: 1...1_000_000, using: &generator)
        return entry
    }

    mutating func chance() -> Bool { .random(using: &generator) }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &generator)]
    }

    private mutating func moment() -> Timestamp {
        Timestamp(milliseconds: .random(in: -(1 << 53) + 1...(1 << 53) - 1, using: &generator))
    }

    private mutating func day() -> CivilDate? {
        chance()
            ? nil
            : CivilDate(
                year: .random(in: 1...9999, using: &generator),
                month: .random(in: 1...12, using: &generator),
                day: .random(in: 1...28, using: &generator)
            )
    }

    private mutating func digest() -> Digest32 {
        Digest32(
            words: (generator.next(), generator.next(), generator.next(), generator.next())
        )
    }

    private mutating func text() -> String {
        let parts = ["拖欠工资", "\"", "\\", "\n", "\u{1}", "é", "e\u{301}", "😀", "labour", " ", ""]
        return (0..<Int.random(in: 0...4, using: &generator)).map { _ in pick(parts) }.joined()
    }

    private mutating func period() -> Period {
        let count = Int.random(in: 1...999, using: &generator)
        return pick([.calendarDays(count), .workingDays(count), .hours(count)])
    }

    private mutating func cause() -> Cause {
        Cause(
            party: pick([.office, .leaders, SampleEvents.department]),
            officer: chance() ? nil : OfficerID(fixed: "coordinator"),
            request: chance() ? nil : RequestID(from: &generator),
            signed: chance() ? nil : word()
        )
    }

    private mutating func word() -> WishSignature {
        let count = pick([1, 1, 2, 256, WishSignature.mostWishes])
        return WishSignature(
            at: Timestamp(seconds: moment().seconds),
            signature: String(repeating: "A", count: 91) + "=",
            count: count,
            place: Int.random(in: 0..<count, using: &generator),
            path: count == 1
                ? [] : (0..<WishSignature.longestPath).map { filled(UInt8($0)) }
        )
    }

    private mutating func clocks() -> [ClockStart] {
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            let steps = Int.random(in: 0...4, using: &generator)
            return ClockStart(
                duty: pick([.triage, .delivery, .signature, .notice, .conclusion]),
                owner: pick([.office, SampleEvents.department]),
                ruleSet: SampleEvents.rules.id,
                policy: SampleEvents.policy.id,
                start: moment(),
                dates: DueDates(
                    raw: day(),
                    legal: day(),
                    target: day(),
                    calendar: SampleEvents.calendar.id
                ),
                period: chance() ? nil : period(),
                steps: (0..<steps).map { ScheduledStep(number: $0, at: moment()) }
            )
        }
    }

    private mutating func piece() -> Piece {
        Piece(
            number: text(),
            channel: pick(Channel.allCases),
            receivedAt: moment(),
            persons: .random(in: 1...500, using: &generator),
            dossier: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                DossierReference(field: "claim", commitment: digest())
            }
        )
    }

    private mutating func facts(of matter: MatterID) -> MatterFacts {
        MatterFacts(
            matter: matter,
            matterClass: pick(MatterClass.allCases),
            purpose: pick(Purpose.allCases),
            subject: text(),
            place: text(),
            isUrgent: chance(),
            piece: piece()
        )
    }

    private mutating func event(like event: Event) -> Event {
        let matter = MatterID(from: &generator)
        switch event {
        case .seated, .convened, .tasked, .answered, .led, .visited: return event
        case .founded: return .founded(origin: text(), name: text())
        case .registered:
            return .registered(Registered(facts: facts(of: matter), clocks: clocks()))
        case .joined: return .joined(matter, piece())
        case .dispatched: return .dispatched(dispatched(matter))
        case .received:
            return .received(
                Received(
                    assignment: AssignmentID(from: &generator),
                    matter: matter,
                    department: SampleEvents.department,
                    version: .random(in: 1...9, using: &generator),
                    clocks: clocks(),
                    settles: [.delivery]
                )
            )
        case .attached:
            return .attached(matter, DossierReference(field: "attachment", commitment: digest()))
        case .looked:
            return .looked(Looked(into: .matter(matter), fields: piece().dossier, purpose: text()))
        case .erasureAsked(let it):
            return .erasureAsked(
                ErasureAsked(order: erasureOrder(matter), signed: it.signed)
            )
        case .erased(let it):
            let erased = Erased(
                order: erasureOrder(matter),
                asked: .random(in: 0...99, using: &generator),
                fields: piece().dossier.map(\.field),
                signed: it.signed
            )
            return .erased(erased)
        case .redated:
            guard let clock = clocks().first else { return event }
            let id = chance() ? nil : AssignmentID(from: &generator)
            return .redated(
                ClockKey(matter: matter, assignment: id, duty: clock.duty),
                clock,
                to: chance() ? nil : clock.owner
            )
        case .channelChanged(let it):
            return .channelChanged(
                ChannelChanged(
                    party: it.party,
                    channel: pick(NoticeChannel.allCases),
                    isWorking: chance(),
                    since: moment(),
                    waiting: .random(in: 0...9, using: &generator),
                    step: .random(in: 1...2, using: &generator),
                    recipient: pick([.office, .leaders]),
                    isLate: chance()
                )
            )
        case .presenceChanged:
            let count = Int.random(in: 0...PresenceChanged.mostUnits, using: &generator)
            return .presenceChanged(
                PresenceChanged(
                    units: (0..<count).map { _ in
                        WatchedUnit(party: SampleEvents.department, since: moment())
                    },
                    isDark: chance(),
                    step: .random(in: 1...2, using: &generator),
                    recipient: pick([.office, .leaders]),
                    isLate: chance()
                )
            )
        case .invited(let it):
            return .invited(
                Invitation(party: it.party, token: digest(), expires: moment(), signed: it.signed)
            )
        case .ticked:
            return .ticked(
                Tick(
                    minutes: .random(in: 1...Tick.mostMinutes, using: &generator),
                    witnessed: chance()
                        ? nil
                        : Tick.Witnessed(
                            size: .random(in: 1...9999, using: &generator),
                            note: "a\n1\n\n— a \(generator.next())\n"
                        )
                )
            )
        case .shadowRecorded:
            return .shadowRecorded(
                ShadowHead(size: .random(in: 1...99_999_999, using: &generator), root: digest())
            )
        case .signed(let it): return .signed(acted(like: it))
        case .objected(let it): return .objected(acted(like: it))
        case .accepted(let it): return .accepted(acted(like: it))
        case .concluded(let it): return .concluded(acted(like: it))
        case .ruleSetAdopted, .calendarAdopted, .policyAdopted, .partyEnrolled, .partyRevoked,
            .objectionDecided, .escalated, .acted, .stepped, .reorganised, .appointed, .unreached,
            .rosterAdopted, .rosterChanged, .routesAdopted, .routed, .documented, .documentActed:
            return event
        }
    }

    private mutating func erasureOrder(_ matter: MatterID) -> ErasureOrder {
        ErasureOrder(
            matter: matter,
            ground: pick(ErasureOrder.Ground.allCases),
            document: "档销〔2026〕3号"
        )
    }

    /// The same words of the officer, alone or anywhere in a batch.
    private mutating func acted(like it: Acted) -> Acted {
        let count = chance() ? 1 : Int.random(in: 2...256, using: &generator)
        let act = SignedAct(
            act: it.act.act,
            text: it.act.text,
            batchCount: count,
            batchPlace: .random(in: 0..<count, using: &generator),
            batchPath: count == 1 ? [] : (0..<8).map { _ in digest() },
            signature: it.act.signature
        )
        return Acted(
            assignment: AssignmentID(from: &generator),
            version: .random(in: 1...9, using: &generator),
            act: act,
            clocks: clocks(),
            settles: chance() ? [] : [.signature, .objection],
            voids: chance() ? [] : [.notice, .feedback],
            isLate: chance(),
            isSkewed: chance()
        )
    }

    private mutating func dispatched(_ matter: MatterID) -> Dispatched {
        Dispatched(
            assignment: Assignment(
                id: AssignmentID(from: &generator),
                matter: matter,
                department: SampleEvents.department,
                role: pick(AssignmentRole.allCases),
                kind: pick(AssignmentKind.allCases),
                feedbackPeriod: chance() ? nil : period()
            ),
            facts: facts(of: matter),
            clocks: clocks(),
            settles: chance() ? [] : [.triage, .redispatch]
        )
    }
}
