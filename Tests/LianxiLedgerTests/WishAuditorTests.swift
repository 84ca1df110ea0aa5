import LianxiCore
import LianxiJSON
import Testing

@testable import LianxiLedger

@Suite("An auditor believes the office's entries only by its officers' own words")
struct WishAuditorTests {
    private let matter = MatterID(high: 0, low: 1)
    private let labour = PartyID(fixed: "labour")
    private let request = RequestID(high: 0, low: 1)

    /// What is wrong with an order that li signed.
    enum Mistake: CaseIterable {
        case none, toAnotherUnit, byAnother, ofAnotherRequest, aDayOld, ahead, unsigned, byAStranger
        case onAnEscalation

        var found: [VerificationFinding.Kind] {
            switch self {
            case .none: []
            case .unsigned: [.signatureMissing]
            case .byAStranger: [.keyUnknown]
            case .toAnotherUnit, .byAnother, .ofAnotherRequest, .aDayOld, .ahead, .onAnEscalation:
                [.actInvalid]
            }
        }
    }

    private func dispatched(_ department: PartyID) -> Event {
        .dispatched(
            Dispatched(
                assignment: Assignment(
                    id: AssignmentID(high: 0, low: 1),
                    matter: matter,
                    department: department,
                    role: .lead,
                    kind: .forwarded,
                    feedbackPeriod: nil
                ),
                facts: SampleEvents.dispatch.facts,
                clocks: [],
                settles: []
            )
        )
    }

    private func signed(
        _ event: Event,
        _ request: RequestID
    ) async throws -> WishSignature {
        let batch = WishBatch([
            OfficeWish(
                origin: OfficeHand.origin,
                party: .office,
                officer: OfficerID(fixed: "li"),
                request: request,
                at: OfficeHand.at,
                wish: try #require(event.wish)
            )
        ])
        let key = try OfficeHand.key("li", seed: 1)
        return try batch.open(await batch.signature(by: key), by: key.verifier)[0].signed
    }

    private func recorded(
        _ index: UInt64,
        _ event: Event,
        _ request: RequestID? = nil,
        by officer: String = "li",
        _ signed: WishSignature? = nil,
        after seconds: Int64 = 1
    ) -> Recorded {
        Recorded(
            index: index,
            at: OfficeHand.at.adding(milliseconds: seconds * 1000),
            hash: .leaf([UInt8(index)]),
            cause: Cause(
                party: .office,
                officer: OfficerID(officer),
                request: request ?? self.request,
                signed: signed
            ),
            event: event
        )
    }

    /// What is found in entries after the one that enrols the office.
    private func findings(
        _ entries: [Recorded],
        signs: Bool = true
    ) throws -> [VerificationFinding.Kind] {
        let keys = try ["li", "wang"].enumerated().map {
            try OfficeHand.key($1, seed: UInt8($0 + 1))
        }
        let bare = OfficeHand.party(keys)
        let office = Event.partyEnrolled(
            Party(
                id: bare.id,
                kind: bare.kind,
                name: bare.name,
                curveKeys: [],
                actKeys: bare.actKeys,
                feedPort: 5600,
                handlesReports: false,
                signs: signs
            )
        )
        var auditor = WishAuditor(origin: OfficeHand.origin)
        var acts = ActAuditor(origin: OfficeHand.origin)
        var report = VerificationReport(origin: OfficeHand.origin)
        acts.audit(office, index: 0, hash: .leaf([0]), HashLevels(), &report)
        let enrolment = Recorded(
            index: 0,
            at: OfficeHand.at,
            hash: .leaf([0]),
            cause: nil,
            event: office
        )
        for it in [enrolment] + entries { auditor.audit(it, &acts, &report) }
        acts.checkSignatures(OneWorker(), &report)
        return report.findings.map(\.kind)
    }

    @Test(
        "Whatever is not the officer's word of that very order is found",
        arguments: Mistake.allCases
    )
    func order(mistake: Mistake) async throws {
        let wished = dispatched(labour)
        let word = try await signed(wished, request)
        let event: Event =
            switch mistake {
            case .toAnotherUnit: dispatched(PartyID(fixed: "housing"))
            case .onAnEscalation: SampleEvents.urgent[0].event
            default: wished
            }
        let officer =
            switch mistake {
            case .byAnother: "wang"
            case .byAStranger: "zhao"
            default: "li"
            }
        let seconds: Int64 =
            switch mistake {
            case .aDayOld: 86_401
            case .ahead: -301
            default: 1
            }
        let entry = recorded(
            1,
            event,
            mistake == .ofAnotherRequest ? RequestID(high: 0, low: 2) : request,
            by: officer,
            mistake == .unsigned ? nil : word,
            after: seconds
        )
        #expect(try findings([entry]) == mistake.found)
    }

    @Test(
        "Where the office does not sign, nobody misses a word; one that is there is checked all the same"
    )
    func optional() async throws {
        let wished = dispatched(labour)
        #expect(try findings([recorded(1, wished)], signs: false) == [])
        let other = dispatched(PartyID(fixed: "housing"))
        let entry = recorded(1, other, request, try await signed(wished, request))
        #expect(try findings([entry], signs: false) == [.actInvalid])
    }

    @Test(
        "What follows from a signed request needs no word, right after it and about the same only"
    )
    func consequences() async throws {
        let withdrawal = Event.stepped(
            Stepped(
                step: Step(.withdraw, of: matter, StepDetails(on: date("2026-10-01")))
            )
        )
        let word = try await signed(withdrawal, request)
        func discharge(of matter: MatterID) -> Event {
            .stepped(
                Stepped(
                    step: Step(.discharge, of: matter, assignment: AssignmentID(high: 0, low: 1)),
                    recipient: labour
                )
            )
        }
        let first = recorded(1, withdrawal, request, word)
        #expect(try findings([first, recorded(2, discharge(of: matter))]) == [])
        #expect(try findings([first, recorded(3, discharge(of: matter))]) == [.signatureMissing])
        let another = MatterID(high: 0, low: 2)
        #expect(try findings([first, recorded(2, discharge(of: another))]) == [.signatureMissing])
        let other = RequestID(high: 0, low: 9)
        #expect(
            try findings([first, recorded(2, discharge(of: matter), other)]) == [.signatureMissing]
        )
        #expect(try findings([first, recorded(2, dispatched(labour))]) == [.signatureMissing])
        #expect(try findings([recorded(1, discharge(of: matter))]) == [.signatureMissing])
    }

    @Test(
        "What a meeting agreed on a matter is handed out in its record to those it named, and to nobody else"
    )
    func agreed() async throws {
        let lead = PartyID(fixed: "housing")
        let step = MeetingStep(
            .agree,
            of: MeetingID(high: 0, low: 7),
            StepDetails(
                link: matter,
                party: lead,
                notes: [DossierReference(field: "agreed", commitment: filled(0x33))]
            ),
            number: 3,
            parties: [labour]
        )
        let agreement = Event.convened(Convened(step: step))
        let first = recorded(1, agreement, request, try await signed(agreement, request))
        #expect(
            try findings([first, recorded(2, dispatched(lead)), recorded(3, dispatched(labour))])
                == []
        )
        let stranger = PartyID(fixed: "water")
        #expect(try findings([first, recorded(2, dispatched(stranger))]) == [.signatureMissing])
    }
}
