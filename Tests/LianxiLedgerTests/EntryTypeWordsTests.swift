import LianxiCore
import LianxiLedger
import Testing

@Suite("What an entry's type is called")
struct EntryTypeWordsTests {
    @Test("Every type has a word in Chinese, and one not known keeps its name")
    func words() throws {
        for sample in try SampleEvents.all() {
            let type = sample.event.typeName
            #expect(EntryTypeWords.words(type, .zh) != type, "\(type)")
            #expect(EntryTypeWords.words(type, .en) == type)
        }
        #expect(EntryTypeWords.words("of-a-newer-daemon", .zh) == "of-a-newer-daemon")
    }
}
