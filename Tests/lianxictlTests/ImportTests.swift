import Foundation
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiSettings
import LianxiWire
import Testing

@testable import lianxictl

@Suite("An import's identifiers, journal and report")
struct ImportTests {
    private static let names = ImportNames(name: String(repeating: "0a", count: 16))
    private static let labour = PartyID(fixed: "labour")
    private static let housing = PartyID(fixed: "housing")

    @Test("The same import names the same things; another names none of them")
    func stable() {
        let other = ImportNames(name: String(repeating: "0b", count: 16))
        #expect(Self.names.matter("信1") == ImportNames(name: Self.names.name).matter("信1"))
        #expect(Self.names.matter("信1") != Self.names.matter("信2"))
        #expect(Self.names.matter("信1") != other.matter("信1"))
        let own = Self.names.assignment("信1", Self.labour)
        #expect(own != Self.names.assignment("信1", Self.housing))
        #expect(own.description != Self.names.matter("信1").description)
    }

    @Test("The identifiers are for ever: these are the ones of the first version")
    func fixed() {
        #expect(Self.names.matter("信1").description == "9179e1112aacc762355fb3f9b3634b5a")
        #expect(
            Self.names.assignment("信1", Self.labour).description
                == "acee71bf99bcb65f8a28b8cf23dd3666"
        )
    }

    @Test("A request follows from the things in it, and from nothing personal")
    func requests() {
        func draft(_ number: String, claim: String) -> MatterDraft {
            MatterDraft(
                matter: Self.names.matter(number),
                matterClass: .claim6,
                purpose: .claim,
                subject: "labour",
                place: "青山镇",
                isUrgent: false,
                piece: PieceDraft(
                    number: number,
                    channel: .letter,
                    receivedAt: Timestamp(milliseconds: 0),
                    persons: 1,
                    dossier: [DossierText(field: "claim", text: claim)]
                )
            )
        }
        let two = [draft("信1", claim: "拖欠工资"), draft("信2", claim: "漏水")]
        let request = Self.names.request(registering: two)
        #expect(request == Self.names.request(registering: [two[0], draft("信2", claim: "停电")]))
        #expect(request != Self.names.request(registering: two.reversed()))
        #expect(request != Self.names.request(registering: two.prefix(1)))
        #expect(Self.names.request(dispatching: []) != Self.names.request(registering: []))
    }

    @Test("A journal is made once, before anything is sent, and read again by the next try")
    func journal() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let register = folder.path("register.csv")
        try Files.write(Array("编号\n".utf8), to: register)
        let first = try ImportJournal.open(beside: register)
        let second = try ImportJournal.open(beside: register)
        #expect(first.names == second.names)
        #expect(first.names.name.utf8.count == 32)
        #expect(!first.isOfAnotherRegister && !second.isOfAnotherRegister)

        try Files.write(Array("编号\n信1\n".utf8), to: register)
        let mended = try ImportJournal.open(beside: register)
        #expect(mended.names == first.names && mended.isOfAnotherRegister)

        try Files.write(Array("{\"import\":\"0a\"}".utf8), to: mended.place)
        #expect(throws: Trouble.self) { try ImportJournal.open(beside: register) }
    }

    @Test("A report is sound only when every row was read and taken")
    func report() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let register = folder.path("register.csv")
        let lines = """
            编号,收到日期,渠道,类别,目的,内容分类,问题属地,人数,紧急,姓名,联系电话,地址,诉求,主办单位,协办单位,办理方式,办理期限
            信1,2026-09-14,来信,申诉求决（六）,求决,城乡建设,青禾镇,1,否,甲,1,乙,漏水。,住建局,,交办,30日
            信2,2026-09-14,来鸽,申诉求决（六）,求决,城乡建设,青禾镇,1,否,甲,1,乙,漏水。,住建局,,交办,30日

            """
        try Files.write(Array(lines.utf8), to: register)
        let housing = ListedDepartment(id: Self.housing, name: "住建局", handlesReports: false)
        let reading = try RegisterReader.read(register, departments: [housing])
        var report = ImportReport()
        #expect(report.isSound)
        report.take(reading)
        #expect(!report.isSound)
        #expect(report.rows == 1 && report.brokenRows == 1)

        let row = try #require(reading.rows.first)
        #expect(row.draft(Self.names).matter == Self.names.matter("信1"))
        let order = try #require(row.dispatchOrder(Self.names))
        #expect(order.recipients.map(\.role) == [.lead])
        report.refuse(row, DeskRefusal(.informantRoute))
        #expect(report.isRefused(row))
        #expect(report.text(.en).hasPrefix("line 2, 信1: "))
        #expect(!report.text(.zh).contains("漏水"))
    }
}

/// A folder of a test's own.
struct TemporaryFolder {
    private let place: String

    init() throws {
        place =
            FileManager.default.temporaryDirectory
            .appending(path: "lianxictl-\(UUID().uuidString)").path
        try Files.makeFolder(place)
    }

    func path(_ name: String) -> String { "\(place)/\(name)" }
    func remove() { Files.removeTree(place) }
}
