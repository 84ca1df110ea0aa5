import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Testing

/// What a conference says to a unit about how it handles petitions in general.
///
/// Arts. 39(3) and 40.
@Suite("Documents of no matter, from many silences to one answer", .timeLimit(.minutes(2)))
struct OwnDocumentScenario {
    private let land = Scenario.land

    @Test("A proposal drawn from matters climbs unanswered, is answered, and outlives them all")
    func proposal() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charges = [try await it.charged(to: land), try await it.charged(to: land)]
            let matters = charges.map(\.matter)
            let id = try await it.drafts(
                .improvement,
                to: land,
                restingOn: matters,
                copiedTo: [Scenario.housing],
                saying: StepDetails(period: .calendarDays(15)),
                body: ["两件均未在期限内书面告知。"]
            )
            #expect(try await it.world.ask(land, DocumentsRequest()).documents.isEmpty)
            try await it.takes(.issued, on: id)
            let row = try await it.document(id, as: land)
            #expect(row.matters.isEmpty && row.references == matters)
            #expect(row.due == CivilDate("2026-08-25") && row.number == "示信建〔2026〕1号")
            let page = String(decoding: try await it.text(of: id, as: land), as: UTF8.self)
            for charge in charges {
                let number = try await it.show(charge.matter).pieces[0].number
                #expect(page.contains(number), "\(number)")
            }
            // The office finds it by any of them; the copy is there, and nobody else's.
            let found = try await it.world.ask(
                .office,
                DocumentsRequest(filter: DocumentFilter(matter: matters[1]))
            )
            #expect(found.documents.map(\.document) == [id])
            #expect(try await it.text(of: id, as: Scenario.housing).isEmpty == false)
            await expectRefusal(.unknownDocument) {
                _ = try await it.text(of: id, as: Scenario.streets)
            }

            // What it rests on ends; it does not.
            for matter in matters {
                try await it.takes(
                    .withdraw,
                    of: matter,
                    StepDetails(on: it.now.civilDate),
                    note: "撤回"
                )
            }
            let name = MatterID(same: id)
            try await it.go(to: "2026-08-27", hour: 10)
            #expect(
                try await it.told(land, of: name) == [
                    "2026-08-20 D25 remind handler", "2026-08-26 D25 urge leader-in-charge",
                ]
            )
            #expect(try await it.told(.office, of: name) == ["2026-08-26 D25 urge section-head"])
            #expect(try await it.document(id).isOverdue)

            try await it.acts(.signDocument, on: id, by: land)
            try await it.acts(
                .answerDocument,
                on: id,
                by: land,
                saying: "adopted",
                note: "已明确专人"
            )
            #expect(try await it.document(id).feedback.map(\.isLate) == [true])
            #expect(try await it.text(of: id, .feedback) == Array("已明确专人".utf8))
            try await it.takes(.refused, on: id, period: .calendarDays(5), reason: "空泛")
            #expect(try await it.document(id, as: land).due == CivilDate("2026-09-01"))
            try await it.acts(.answerDocument, on: id, by: land, saying: "adopted", note: "附制度")
            try await it.takes(.accepted, on: id)
            #expect(try await it.document(id).state == .examined)
        }
    }

    @Test(
        "Late, it is proposed for an agenda; who looked into it is told; the meeting's task names it"
    )
    func agenda() async throws {
        let (meeting, task) = (MeetingID(high: 5, low: 1), TaskID(high: 6, low: 1))
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await it.charged(to: land)
            let says = StepDetails(period: .calendarDays(12))
            let own = try await it.drafts(.improvement, to: land, saying: says)
            let other = try await it.drafts(.improvement, about: charge, to: land, saying: says)
            for id in [own, other] { try await it.takes(.issued, on: id) }
            _ = try await it.text(of: own, as: land)
            try await it.go(to: "2026-08-25")
            let proposed = try await it.conference().proposed
            let row = try #require(proposed.first { $0.item.document == own })
            #expect(row.item.source == .overdue && row.item.matter == nil)
            #expect(row.documentTitle == DocumentTitle(number: "示信建〔2026〕1号", kind: .improvement))
            #expect(row.owed == ProposedItem.Owed(owner: land, duty: .proposalFeedback))
            #expect(row.since == CivilDate("2026-08-24"))
            // The other is about a matter, and found by it.
            #expect(proposed.contains { $0.item.matter == charge.matter })
            #expect(proposed.allSatisfy { $0.item.document != other })

            let looks = try await it.world.ask(land, LooksRequest(into: .document(own))).looks
            #expect(looks.map(\.party) == [land] && looks.map(\.purpose) == ["document"])
            for (chain, party) in [(own, Scenario.streets), (other, PartyID.office)] {
                await expectRefusal(.unknownDocument) {
                    _ = try await it.world.ask(party, LooksRequest(into: .document(chain)))
                }
            }

            try await it.calls(meeting, "2026-08-26")
            let listed = StepDetails(word: "overdue")
            try await it.convenes(.list, of: meeting, listed) { $0.document = own }
            await expectRefusal(.alreadyListed) {
                try await it.convenes(.list, of: meeting, listed) { $0.document = own }
            }
            await expectRefusal(.detailWrong) {
                try await it.convenes(.list, of: meeting, listed) { $0.document = other }
            }
            #expect(try await it.conference().proposed.allSatisfy { $0.item.document == nil })
            try await it.convenes(.notify, of: meeting)
            let seen = try await it.sheet(meeting, as: Scenario.streets).items
            #expect(seen.map(\.item.document) == [own])

            try await it.go(to: "2026-08-26", hour: 11)
            try await it.convenes(
                .attend,
                of: meeting,
                StepDetails(word: "present", party: land)
            )
            try await it.convenes(
                .agree,
                of: meeting,
                StepDetails(period: .calendarDays(10), party: land),
                note: "书面答复并附制度"
            ) {
                $0.task = task
                $0.document = own
            }
            let agreed = try #require(try await it.sheet(meeting, as: land).agreed.first)
            #expect(agreed.document == own && agreed.task == task && agreed.matter == nil)
            #expect(agreed.documentTitle?.number == "示信建〔2026〕1号")

            // What was agreed about it and is late comes again, unless the next agenda has the document.
            let minutes = StepDetails(document: "区联纪〔2026〕1号")
            try await it.convenes(.draft, of: meeting, minutes, note: "会议纪要全文")
            try await it.go(to: "2026-09-20")
            let about = agreed.reference
            #expect(try await it.conference().proposed.contains { $0.item.about == about })
            let next = MeetingID(high: 5, low: 2)
            try await it.calls(next, "2026-09-25", number: "第2次")
            try await it.convenes(.list, of: next, listed) { $0.document = own }
            #expect(try await it.conference().proposed.allSatisfy { $0.item.about != about })
        }
    }

    @Test("What a unit did not answer of documents and tasks is missed, and was owed")
    func missed() async throws {
        let (meeting, task) = (MeetingID(high: 5, low: 1), TaskID(high: 6, low: 1))
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await it.charged(to: land)
            try await it.calls(meeting, "2026-08-14", by: .leaders)
            try await it.convenes(.notify, of: meeting)
            try await it.go(to: "2026-08-14", hour: 11)
            try await it.convenes(
                .attend,
                of: meeting,
                StepDetails(word: "present", party: land)
            )
            try await it.convenes(
                .agree,
                of: meeting,
                StepDetails(period: .calendarDays(10), party: land),
                note: "清理"
            ) { $0.task = task }
            let says = StepDetails(period: .calendarDays(12))
            let own = try await it.drafts(.policy, to: land, saying: says)
            let other = try await it.drafts(.improvement, about: charge, to: land, saying: says)
            for id in [own, other] { try await it.takes(.issued, on: id) }
            try await it.go(to: "2026-09-10")
            let (history, newest) = try it.history()
            let keys = [
                ClockKey(task: task), ClockKey(document: own, duty: .proposalFeedback),
                ClockKey(
                    matter: charge.matter,
                    assignment: charge.id,
                    duty: .proposalFeedback,
                    document: other
                ),
            ]
            let missed = history.missed(from: nil, until: nil, by: land, at: newest)
            let owed = history.owed(at: newest)
            for key in keys {
                let duty = try #require(missed.first { $0.life.key == key })
                #expect(duty.days > 0 && !duty.isDone && duty.owner == land)
                #expect(owed.contains { $0.key == key } && !duty.life.firings.isEmpty)
            }
        }
    }

    @Test("A circular about a unit is signed by the convenor, and stands over a restart")
    func circular() async throws {
        let it = try await Scenario.founded(on: "2026-08-10")
        var id: DocumentID?
        try await it.serve {
            let circular = try await it.drafts(
                .circular,
                to: land,
                copiedTo: [Scenario.housing, Scenario.streets],
                saying: StepDetails(word: "poor-performance")
            )
            id = circular
            await expectRefusal(.notApproved) { try await it.takes(.issued, on: circular) }
            try await it.acts(.approveDocument, on: circular, by: .leaders, officer: .convenor)
            try await it.takes(.issued, on: circular)
        }
        let next = it.restarted()
        try await next.serve {
            let circular = try #require(id)
            let row = try await next.document(circular, as: Scenario.streets)
            #expect(row.number == "示信联〔2026〕1号" && row.copies.count == 2)
            try await next.acts(.signDocument, on: circular, by: land)
            try await next.takes(.voided, on: circular, reason: "主送有误")
            #expect(try await next.document(circular).state == .void)
        }
        try await next.audit()
        // Drafted, signed by the convenor, issued, two copies, signed for, void, two copies recalled.
        let links = try next.world.storage.entries.compactMap { stored -> ChainLink? in
            let entry = try EntryCodec.decode(stored.bytes)
            return try entry.event.chain == .document(#require(id)) ? entry.chain : nil
        }
        #expect(links.map(\.number) == Array(1...9))
    }
}
