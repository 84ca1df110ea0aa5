import ArgumentParser
import Crypto
import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire

/// Takes in a register kept as CSV.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Register the matters of a CSV register, and dispatch them (--dispatch).",
        discussion: """
            Every broken cell is told with its line and column. When any row is broken nothing is \
            imported, unless --good-rows is given. Before anything is sent, FILE.import.json beside \
            the register keeps this import's random name; all identifiers follow from it, so that \
            the same command after a crash finishes the same import and doubles nothing. Remove \
            that file to import the register as new matters.
            """
    )

    @Argument(help: "The register, UTF-8 or GB18030.")
    var file: String

    @Flag(help: "Dispatch each matter to the departments its row names.")
    var dispatch = false

    @Flag(help: "Import the good rows although others are broken.")
    var goodRows = false

    @Flag(help: "Only read and report; nothing is sent.")
    var check = false

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let departments = try await office.desk.ask(PartiesRequest()).parties.compactMap { row in
            row.party.kind == .department && row.revocation == nil
                ? ListedDepartment(
                    id: row.party.id,
                    name: row.party.name,
                    handlesReports: row.party.handlesReports
                ) : nil
        }
        let reading = try RegisterReader.read(file, departments: departments)
        if printing.output == .text {
            for problem in reading.problems { Screen.remark(problem.sentence(printing.language)) }
        }
        var report = ImportReport(reading: reading)
        if !check, reading.problems.isEmpty || goodRows {
            let names = try ImportNames.load(for: file)
            try await register(reading.rows, names, office, &report)
            if dispatch { try await dispatch(reading.rows, names, office, &report) }
        }
        printing.show(report.text(printing), json: report.json(printing.language))
        if !report.isSound { throw Trouble(code: 1, message: "") }
    }

    private func register(
        _ rows: [RegisterRow],
        _ names: ImportNames,
        _ office: OfficeDesk,
        _ report: inout ImportReport
    ) async throws {
        let drafts = rows.map { row in
            MatterDraft(
                matter: names.name(row.number, "matter"),
                matterClass: row.matterClass,
                purpose: row.purpose,
                subject: row.subject,
                place: row.place,
                isUrgent: row.isUrgent,
                piece: PieceDraft(
                    number: row.number,
                    channel: row.channel,
                    receivedAt: row.receivedAt,
                    persons: row.persons,
                    dossier: row.dossier.map {
                        LianxiWire.DossierText(field: $0.field, text: $0.text)
                    }
                )
            )
        }
        for batch in Batches(drafts.map { $0.encode().canonicalBytes.count }, most: 100) {
            let answer = try await office.desk.ask(
                RegisterRequest(officer: office.officer, matters: Array(drafts[batch])),
                id: names.name(rows[batch.lowerBound].number, "register")
            )
            for (row, result) in zip(rows[batch], answer.results) {
                switch result {
                case .entry: report.registered += 1
                case .refused(let refusal): report.refuse(row, refusal)
                }
            }
            Screen.progress("\(batch.upperBound)/\(rows.count)")
        }
        Screen.progressDone()
    }

    private func dispatch(
        _ rows: [RegisterRow],
        _ names: ImportNames,
        _ office: OfficeDesk,
        _ report: inout ImportReport
    ) async throws {
        let ordered = rows.filter { $0.order != nil && !report.isRefused($0) }
        let orders = ordered.compactMap { row in
            row.order.map { order in
                DispatchOrder(
                    matter: names.name(row.number, "matter"),
                    kind: order.kind,
                    period: order.feedbackPeriod,
                    recipients: ([order.lead] + order.assistants).map { department in
                        Recipient(
                            assignment: names.name(row.number, "assignment \(department)"),
                            department: department,
                            role: department == order.lead ? .lead : .assisting
                        )
                    }
                )
            }
        }
        for batch in Batches(orders.map { $0.encode().canonicalBytes.count }, most: 100) {
            let answer = try await office.desk.ask(
                DispatchRequest(officer: office.officer, orders: Array(orders[batch])),
                id: names.name(ordered[batch.lowerBound].number, "dispatch")
            )
            for (row, result) in zip(ordered[batch], answer.results) {
                switch result {
                case .entries(let entries): report.dispatched += entries.count
                case .refused(let refusal): report.refuse(row, refusal)
                }
            }
            Screen.progress("\(batch.upperBound)/\(orders.count)")
        }
        Screen.progressDone()
    }
}

/// The identifiers of one import: all follow from its random name, kept beside the register.
struct ImportNames {
    private let name: String

    /// Reads the name kept from an earlier try, or draws one and keeps it before it is used.
    static func load(for register: String) throws -> Self {
        let place = URL(filePath: register + ".import.json")
        if let bytes = try? Data(contentsOf: place) {
            guard case .object(let members)? = try? JSONValue(parsing: bytes),
                case .string(let name)? = members["import"]
            else { throw Trouble.cannotOpen("\(place.path): {\"import\":\"…\"} expected") }
            return Self(name: name)
        }
        let name = hexText((0..<16).map { _ in UInt8.random(in: 0...255) })
        do {
            try Data(JSONValue([("import", .string(name))]).canonicalBytes)
                .write(to: place, options: .atomic)
            let handle = try FileHandle(forReadingFrom: place)
            try handle.synchronize()
            try handle.close()
        } catch {
            throw Trouble.cannotOpen("\(place.path): \(error)")
        }
        return Self(name: name)
    }

    init(name: String) { self.name = name }

    /// The identifier of one thing about one row.
    func name<Tag>(_ number: String, _ what: String) -> HexIdentifier<Tag> {
        let digest = Array(SHA256.hash(data: Array("\(name)\n\(number)\n\(what)".utf8)))
        return HexIdentifier(
            high: digest[0..<8].reduce(0) { $0 << 8 | UInt64($1) },
            low: digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
        )
    }
}

/// Splits a list into runs that each fit one message: so many elements, and so many bytes.
struct Batches: Sequence, IteratorProtocol {
    /// Leaves room in a message of 256 KiB for all that stands around the elements.
    static let mostBytes = 200 * 1024

    private let sizes: [Int]
    private let most: Int
    private var start = 0

    init(_ sizes: [Int], most: Int) {
        self.sizes = sizes
        self.most = most
    }

    mutating func next() -> Range<Int>? {
        guard start < sizes.count else { return nil }
        var end = start
        var bytes = 0
        while end < sizes.count, end - start < most,
            end == start || bytes + sizes[end] <= Self.mostBytes
        {
            bytes += sizes[end]
            end += 1
        }
        defer { start = end }
        return start..<end
    }
}

/// What became of a register.
struct ImportReport {
    let reading: RegisterReading
    var registered = 0
    var dispatched = 0
    private var refused: [(row: RegisterRow, refusal: DeskRefusal)] = []

    init(reading: RegisterReading) { self.reading = reading }

    var isSound: Bool { reading.problems.isEmpty && refused.isEmpty }

    mutating func refuse(_ row: RegisterRow, _ refusal: DeskRefusal) {
        refused.append((row, refusal))
    }

    func isRefused(_ row: RegisterRow) -> Bool { refused.contains { $0.row.line == row.line } }

    func text(_ printing: PrintingOptions) -> String {
        let lines = refused.map { row, refusal in
            printing.say(
                "第 \(row.line) 行 \(row.number)：\(refusal.sentence(.zh))",
                "line \(row.line), \(row.number): \(refusal.sentence(.en))"
            )
        }
        let counts = printing.say(
            "读取 \(reading.rows.count) 行（\(reading.brokenRows) 行有误），登记 \(registered) 件，分办 \(dispatched) 件次。",
            "\(reading.rows.count) good rows (\(reading.brokenRows) broken), \(registered) registered, "
                + "\(dispatched) dispatched."
        )
        return (lines + [counts]).joined(separator: "\n")
    }

    func json(_ language: Language) -> JSONValue {
        JSONValue([
            ("rows", JSONValue(reading.rows.count)), ("broken", JSONValue(reading.brokenRows)),
            ("registered", JSONValue(registered)), ("dispatched", JSONValue(dispatched)),
            ("problems", .array(reading.problems.map { $0.json(language) })),
            (
                "refused",
                .array(
                    refused.map { row, refusal in
                        JSONValue([
                            ("line", JSONValue(row.line)), ("number", .string(row.number)),
                            ("code", .string(refusal.code)),
                        ])
                    }
                )
            ),
        ])
    }
}
