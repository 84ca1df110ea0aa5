import LianxiCore
import LianxiJSON
import Testing

@testable import LianxiLedger

@Suite("What an officer wishes and signs")
struct WishTests {
    private let matter = MatterID(high: 0, low: 1)
    private let labour = PartyID(fixed: "labour")

    private func order(_ department: PartyID, _ number: UInt64 = 1) -> JSONValue {
        let command = Command.dispatch(
            matter: matter,
            kind: .assigned,
            feedbackPeriod: .calendarDays(30),
            recipients: [
                Recipient(
                    assignment: AssignmentID(high: 0, low: number),
                    department: department,
                    role: .lead
                )
            ]
        )
        return command.wishes[0]
    }

    private func wish(_ wish: JSONValue, by officer: String = "li") -> OfficeWish {
        OfficeWish(
            origin: OfficeHand.origin,
            party: .office,
            officer: OfficerID(officer) ?? .convenor,
            request: RequestID(high: 0, low: 0x2a),
            at: OfficeHand.at,
            wish: wish
        )
    }

    @Test(
        "Signed are the lines that name log, officer, request, moment, and the hash of what is wished"
    )
    func text() {
        let wished = wish(order(labour))
        #expect(
            String(decoding: wished.wish.canonicalBytes, as: UTF8.self)
                == #"{"assignment":{"department":"labour","id":"00000000000000000000000000000001","kind":"assigned","period":"30d","role":"lead"},"matter":"00000000000000000000000000000001","type":"dispatched"}"#
        )
        #expect(
            String(decoding: wished.text, as: UTF8.self) == """
                lianxi-wish/v1
                log test.example/lianxi
                officer office/li
                request 0000000000000000000000000000002a
                at 1800000000
                wish \(Digest32.sha256(of: wished.wish.canonicalBytes).base64)

                """
        )
    }

    @Test(
        "One signature covers them all; each is proven, and by its place",
        arguments: [1, 2, 3, 100]
    )
    func batch(count: Int) async throws {
        let key = try OfficeHand.key("li", seed: 1)
        let wishes = (1...count).map { wish(order(labour, UInt64($0))) }
        let batch = WishBatch(wishes)
        let signature = try await batch.signature(by: key)
        let signed = try batch.open(signature, by: key.verifier)
        #expect(signed.map(\.wish) == wishes.map(\.wish))
        for (place, it) in signed.enumerated() {
            try wishes[place].signature(it.signed, by: key.verifier).verify()
            let other = wish(order(labour, 200))
            #expect(throws: ActError.badSignature) {
                try other.signature(it.signed, by: key.verifier).verify()
            }
        }
        let stranger = try OfficeHand.key("li", seed: 2)
        #expect(throws: ActError.self) { try batch.open(signature, by: stranger.verifier) }
        let colleague = try OfficeHand.key("wang", seed: 1)
        #expect(throws: ActError.wrongKey("office/wang")) {
            try batch.open(signature, by: colleague.verifier)
        }
    }

    @Test(
        "What the daemon adds to an entry is no part of what is wished; all that somebody asks for is"
    )
    func members() {
        let order = order(labour)
        let entry = Event.dispatched(
            Dispatched(
                assignment: Assignment(
                    id: AssignmentID(high: 0, low: 1),
                    matter: matter,
                    department: labour,
                    role: .lead,
                    kind: .assigned,
                    feedbackPeriod: .calendarDays(30)
                ),
                facts: SampleEvents.dispatch.facts,
                clocks: SampleEvents.dispatch.clocks,
                settles: [.triage]
            )
        )
        #expect(entry.wish == order)
        #expect(self.order(PartyID(fixed: "housing")) != order)
    }
}
