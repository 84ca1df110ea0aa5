import Foundation
import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("The register of a district office")
struct RegisterTests {
    private let departments: [ListedDepartment]

    init() throws {
        departments = try ListedDepartment.load(Shipped.config("sample/departments.yaml"))
    }

    private func read(_ name: String) throws -> RegisterReading {
        try RegisterReader.read(Shipped.mistake("register/\(name).csv"), departments: departments)
    }

    /// `line:column header value` of each problem.
    private func told(_ problems: [SettingsProblem]) -> [String] {
        problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.key) \($0.value ?? "-")" }
    }

    @Test("Every broken cell is told by line, column, header and value; the good rows remain")
    func brokenCells() throws {
        let reading = try read("broken-cells")
        #expect(reading.rows.map(\.number) == ["信1", "信4"])
        #expect(reading.rows.map(\.line) == [2, 5])
        #expect(reading.brokenRows == 2)
        #expect(
            told(reading.problems) == [
                "3:2 收到日期 2026-02-30", "4:3 渠道 快递", "4:4 类别 申诉求决", "4:8 人数 0",
                "4:14 主办单位 示例区民证局",
            ]
        )
        let last = try #require(reading.problems.last)
        #expect(last.expected.chinese.contains("是否“示例区民政局”？"))
        #expect(
            reading.problems[1].sentence(.zh).hasSuffix(
                "broken-cells.csv:4:3：渠道：现为“快递”，应为来信、来访、网信、来电、传真 之一"
            )
        )
    }

    @Test("A number used twice is told where it stands again; the first row remains")
    func numberTwice() throws {
        let reading = try read("number-twice")
        #expect(reading.rows.map(\.number) == ["信1", "信2"])
        #expect(told(reading.problems) == ["4:1 编号 信1"])
        #expect(reading.problems.first?.expected.english.contains("line 2") == true)
    }

    @Test(
        "A header that lacks, repeats or misspells a column is refused before any row",
        arguments: [
            ("column-missing", "1:1 渠道 -"), ("column-nobody-knows", "1:3 渠 道 渠 道"),
            ("column-twice", "1:18 编号 编号"), ("empty", "1:1 编号 -"),
        ]
    )
    func header(name: String, expected: String) {
        let found = problems { _ = try read(name) }
        #expect(told(found).contains(expected), "\(told(found))")
    }

    @Test("A quote left open costs its own line, not the rest of the file")
    func quoteLeftOpen() throws {
        let reading = try read("quote-left-open")
        #expect(reading.rows.map(\.number) == ["信1", "信3", "信4"])
        #expect(reading.rows.map(\.line) == [2, 4, 5])
        #expect(reading.problems.map(\.line) == [3])
        #expect(reading.problems.map(\.column) == [13])
        #expect(reading.problems.map(\.key) == ["诉求"])
        let claim = reading.rows.last?.dossier.first { $0.field == "claim" }
        #expect(claim?.text == "两行\n的“诉求”与\"引号\"")
    }

    @Test("A row with too few or too many fields is told as such")
    func fieldCount() throws {
        let reading = try read("fields-too-few-and-too-many")
        #expect(reading.rows.count == 1)
        #expect(reading.problems.map(\.line) == [3, 4])
        #expect(reading.problems.map(\.value) == ["3", "18"])
        #expect(reading.problems.allSatisfy { $0.expected.english.hasPrefix("17 columns") })
    }

    @Test("An informant's report is handed to nobody but those that may have it")
    func informants() throws {
        let reading = try read("report-to-the-unit-reported")
        #expect(reading.rows.map(\.number) == ["信3"])
        #expect(
            told(reading.problems) == ["2:14 主办单位 示例区民政局", "3:15 协办单位 示例区民政局"]
        )
        #expect(reading.problems.allSatisfy { $0.expected.english.contains("art. 30") })
    }

    @Test("An order must not contradict itself; a matter without a lead is registered only")
    func orders() throws {
        let reading = try read("orders-that-contradict-themselves")
        #expect(
            told(reading.problems) == [
                "2:15 协办单位 示例区民政局", "2:16 办理方式 转送", "3:15 协办单位 示例区民政局",
                "3:17 办理期限 30日",
            ]
        )
        #expect(reading.rows.map(\.number) == ["信3", "信4"])
        let order = try #require(reading.rows[0].order)
        #expect(order.feedbackPeriod == .calendarDays(30))
        #expect(order.assistants.map(\.text) == ["education", "health"])
        #expect(reading.rows[1].order == nil)
        #expect(reading.rows[1].receivedAt.wallText == "2026-09-28 09:05:00")
        #expect(reading.rows[1].matterClass == .claim6)
    }

    @Test("A control character is told where it stands")
    func controlCharacter() throws {
        let reading = try read("control-character")
        #expect(told(reading.problems) == ["2:10 姓名 0x7"])
    }

    @Test("GB18030, as Chinese spreadsheets write it, reads the same as UTF-8")
    func gb18030() throws {
        let path = Shipped.mistake("register/number-twice.csv")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let encoding = String.Encoding(rawValue: 0x8000_0632)
        let bytes = try #require(text.data(using: encoding))
        let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try bytes.write(to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        let reading = try RegisterReader.read(copy.path, departments: departments)
        #expect(reading.encoding == "GB18030")
        #expect(reading.rows == (try read("number-twice")).rows)
    }

    @Test(
        "Another encoding is refused, and the sentence says what to do",
        arguments: [("utf-16", 1), ("neither-utf-8-nor-gb18030", 2)]
    )
    func encoding(name: String, line: Int) throws {
        let found = problems { _ = try read(name) }
        let problem = try #require(found.first)
        #expect(problem.line == line)
        #expect(problem.expected.chinese.contains("另存为 CSV UTF-8"))
        #expect(problem.expected.english.contains("save it as \"CSV UTF-8"))
    }

    @Test("Any bytes at all are read or refused, never more")
    func anyBytes() throws {
        let good = try [UInt8](
            Data(contentsOf: URL(filePath: Shipped.mistake("register/quote-left-open.csv")))
        )
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            var bytes = good
            for _ in 0..<4 {
                let place = Int(generator.next() % UInt64(bytes.count))
                let alphabet = Array("\",\n\r\u{0}一".utf8) + [0xFF]
                bytes[place] = alphabet[Int(generator.next() % UInt64(alphabet.count))]
            }
            var reader = CSVReader(bytes)
            var records = 0
            while let record = reader.next() {
                records += 1
                #expect(record.line >= 1)
            }
            #expect(records <= bytes.count)
        }
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
