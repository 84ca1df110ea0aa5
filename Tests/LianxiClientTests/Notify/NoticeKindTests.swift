import LianxiClient
import LianxiCore
import LianxiLedger
import Testing

@Suite("Everything a person has to act on is told, in words the office may change")
struct NoticeKindTests {
    private let store = MemoryNotices()
    private let moment = Timestamp(seconds: 1_790_000_100)

    private func facts(_ event: Event) async throws -> NoticeFacts? {
        try await store.append(event, at: moment)
        let item = try #require(await store.items(after: 0, limit: 99).last)
        return NoticeFacts(item, of: event.recipient ?? .office)
    }

    @Test("Each kind of notice tells what its entry says", arguments: NoticeSamples.all)
    func told(sample: NoticeSample) async throws {
        let facts = try #require(try await facts(sample.event))
        #expect(facts.topic.kind == sample.kind)
        #expect(facts.subject(.standard, .zh) == sample.chinese)
        #expect(facts.subject(.standard, .en) == sample.english)
        for language in Language.allCases {
            let members = facts.members(language, [:])
            for member in sample.kind.members {
                #expect(members[member] != nil, "\(member) of \(sample.kind)")
            }
            #expect(!facts.body(.standard, language).contains("{"))
        }
    }

    @Test("No kind of notice is without an entry that leads to it, but the digest")
    func whole() {
        let told = Set(NoticeSamples.all.map(\.kind))
        #expect(Set(NoticeKind.allCases).subtracting(told) == [.digest])
    }

    @Test(
        "Receipts, and what the office does by itself, wake nobody",
        arguments: NoticeSamples.quiet
    )
    func quiet(event: Event) async throws {
        let facts = try await facts(event)
        #expect(facts == nil)
    }

    @Test("A draft is for the convenor, and what is issued for whoever it is addressed to")
    func posts() async throws {
        let draft = try await facts(
            Sample.documented(.drafted, .rectification, to: .leaders)
        )
        #expect(draft?.post == .convenor)
        let issued = try await facts(Sample.documented(.issued, .rectification))
        #expect(issued?.post == nil && issued?.party == Sample.party)
    }
}

/// An entry, and how it is told.
struct NoticeSample: CustomStringConvertible, Sendable {
    let kind: NoticeKind
    let event: Event
    let chinese: String
    let english: String

    init(_ kind: NoticeKind, _ event: Event, _ chinese: String, _ english: String) {
        self.kind = kind
        self.event = event
        self.chinese = chinese
        self.english = english
    }

    var description: String { kind.rawValue }
}
