import ArgumentParser
import LianxiClient
import LianxiCommands
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
            imported, unless --good-rows is given.

            Before anything is sent, FILE.import.json beside the register keeps this import's \
            random name. All identifiers follow from it and from the rows' own numbers, so the \
            same command after a crash finishes the same import and doubles nothing; and broken \
            rows can be mended and imported later. A row already imported is left as it is. \
            Remove that file, and the same register comes in once more as new matters.
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

    @Option(help: "A departments.yaml to read names by; else the daemon's parties are asked.")
    var departments: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let isOffline = check && departments != nil
        let office = isOffline ? nil : try await office.connect()
        var report = ImportReport()
        do {
            let reading = try RegisterReader.read(file, departments: try await listed(office))
            report.take(reading)
            tell(reading.problems)
            if !check, reading.problems.isEmpty || goodRows, let office {
                try await take(reading.rows, office, &report)
            }
        } catch let error as SettingsError where !error.isUnreadable {
            report.refuse(error)
            tell(error.problems)
        } catch let error as DeskError {
            // What was done is done: say how far it came, and that it can be finished.
            Screen.progressDone()
            Screen.remark(report.text(printing.language))
            Screen.remark(
                printing.say(
                    "未完成；再次运行同一命令即可继续，不会重复。",
                    "Not finished; the same command again goes on and doubles nothing."
                )
            )
            throw error
        }
        try printing.show(report.text(printing.language), json: report.json(printing.language))
        if !report.isSound { throw Trouble.told }
    }

    private func tell(_ problems: [SettingsProblem]) {
        guard printing.output == .text else { return }
        for problem in problems { Screen.remark(problem.sentence(printing.language)) }
    }

    /// Whom the rows may name.
    private func listed(_ office: OfficeDesk?) async throws -> [ListedDepartment] {
        if let departments { return try ListedDepartment.load(departments) }
        guard let office else { return [] }
        return try await office.desk.ask(PartiesRequest()).parties.compactMap { row in
            row.party.kind == .department && row.revocation == nil
                ? ListedDepartment(
                    id: row.party.id,
                    name: row.party.name,
                    handlesReports: row.party.handlesReports
                ) : nil
        }
    }

    private func take(
        _ rows: [RegisterRow],
        _ office: OfficeDesk,
        _ report: inout ImportReport
    ) async throws {
        guard !rows.isEmpty else { return }
        let journal = try ImportJournal.open(beside: file)
        if journal.isOfAnotherRegister {
            Screen.remark(
                printing.say(
                    "登记册在首次导入后有改动：已导入的行保持原样，只导入新的行（见 \(journal.place)）。",
                    "The register has changed since its first import: rows imported then stay as "
                        + "they are, new ones are taken in (see \(journal.place))."
                )
            )
        }
        let importer = RegisterImport(names: journal.names, office: office)
        try await importer.register(rows, &report)
        try await importer.judge(rows, &report)
        if dispatch { try await importer.dispatch(rows, &report) }
    }
}

/// Sends the rows of a register, batch by batch.
struct RegisterImport {
    let names: ImportNames
    let office: OfficeDesk

    func register(_ rows: [RegisterRow], _ report: inout ImportReport) async throws {
        let drafts = rows.map { $0.draft(names) }
        let sizes = drafts.map { $0.encode().canonicalBytes.count }
        for batch in Batches(sizes, most: WireLimits.registrations) {
            guard fits(sizes[batch]) else {
                report.refuse(rows[batch.lowerBound], DeskRefusal(.tooLarge))
                continue
            }
            let answer = try await office.order(
                RegisterRequest(officer: office.officer, matters: Array(drafts[batch])),
                id: names.request(registering: drafts[batch])
            )
            for (row, result) in zip(rows[batch], answer.results) {
                switch result {
                case .entry: report.registered += 1
                case .refused(let refusal) where refusal.refusal == .matterExists:
                    report.registeredBefore += 1
                case .refused(let refusal): report.refuse(row, refusal)
                }
            }
            Screen.progress("\(batch.upperBound)/\(rows.count)")
        }
        Screen.progressDone()
    }

    /// Asks of what many brought whether it may be grave or urgent: people decide.
    func judge(_ rows: [RegisterRow], _ report: inout ImportReport) async throws {
        for row in rows where row.persons > 1 && !row.isUrgent && !report.isRefused(row) {
            let about = ProposeRequest.Subject.matter(names.matter(row.number))
            if let found = try await office.desk.ask(ProposeRequest(about: about)).urgency {
                report.urgency.append((row.number, found))
            }
        }
    }

    func dispatch(_ rows: [RegisterRow], _ report: inout ImportReport) async throws {
        let ordered = rows.filter { $0.order != nil && !report.isRefused($0) }
        let orders = ordered.compactMap { $0.dispatchOrder(names) }
        let sizes = orders.map { $0.encode().canonicalBytes.count }
        for batch in Batches(sizes, most: WireLimits.dispatches) {
            let answer = try await office.order(
                DispatchRequest(officer: office.officer, orders: Array(orders[batch])),
                id: names.request(dispatching: orders[batch])
            )
            for (row, result) in zip(ordered[batch], answer.results) {
                switch result {
                case .entries(let entries): report.dispatched += entries.count
                case .refused(let refusal) where refusal.refusal == .assignmentExists:
                    report.dispatchedBefore += 1
                case .refused(let refusal): report.refuse(row, refusal)
                }
            }
            Screen.progress("\(batch.upperBound)/\(orders.count)")
        }
        Screen.progressDone()
    }

    /// A single row may be longer than any message.
    private func fits(_ sizes: ArraySlice<Int>) -> Bool {
        sizes.reduce(0, +) <= Batches.mostBytes
    }
}

extension RegisterRow {
    /// The row as a registration.
    func draft(_ names: ImportNames) -> MatterDraft {
        MatterDraft(
            matter: names.matter(number),
            matterClass: matterClass,
            purpose: purpose,
            subject: subject,
            place: place,
            isUrgent: isUrgent,
            piece: PieceDraft(
                number: number,
                channel: channel,
                receivedAt: receivedAt,
                persons: persons,
                dossier: dossier.map { LianxiWire.DossierText(field: $0.field, text: $0.text) }
            )
        )
    }

    /// What the row hands over; `nil` when it names nobody.
    func dispatchOrder(_ names: ImportNames) -> DispatchOrder? {
        order.map { order in
            DispatchOrder(
                matter: names.matter(number),
                kind: order.kind,
                period: order.feedbackPeriod,
                recipients: ([order.lead] + order.assistants).map { department in
                    Recipient(
                        assignment: names.assignment(number, department),
                        department: department,
                        role: department == order.lead ? .lead : .assisting
                    )
                }
            )
        }
    }
}
