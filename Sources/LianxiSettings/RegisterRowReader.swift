import LianxiCore

/// One cell of a register, its text without blanks at the ends.
struct RegisterCell {
    let text: String
    /// The line on which the field starts and the number of its column.
    let place: Place
}

/// Reads the cells of one row; what is wrong goes to the findings.
struct RegisterRowReader {
    let line: Int
    let cells: [RegisterColumn: RegisterCell]
    let departments: [ListedDepartment]
    let findings: Findings
    private var isBroken = false

    init(
        line: Int,
        cells: [RegisterColumn: RegisterCell],
        departments: [ListedDepartment],
        findings: Findings
    ) {
        self.line = line
        self.cells = cells
        self.departments = departments
        self.findings = findings
    }

    /// The row; `nil` when any of its cells is wrong.
    mutating func read() -> RegisterRow? {
        let number = value(.number, .text(max: 64))
        let receivedAt = value(.receivedAt, .wallTime)
        let channel = value(.channel, .word(RegisterWords.channels))
        let matterClass = value(.matterClass, .word(RegisterWords.classes))
        let purpose = value(.purpose, .word(RegisterWords.purposes))
        let subject = value(.subject, .word(RegisterWords.subjects))
        let place = value(.place, .text(max: 64))
        let persons = value(.persons, .integer(1...100_000))
        let urgent = optional(.urgent, .word([("是", true), ("否", false)]))
        let dossier = dossier()
        let order = order(matterClass)
        guard !isBroken, let number, let receivedAt, let channel, let matterClass, let purpose,
            let subject, let place, let persons
        else { return nil }
        return RegisterRow(
            line: line,
            number: number,
            receivedAt: receivedAt,
            channel: channel,
            matterClass: matterClass,
            purpose: purpose,
            subject: subject,
            place: place,
            persons: persons,
            isUrgent: urgent ?? false,
            dossier: dossier,
            order: order
        )
    }

    private mutating func dossier() -> [DossierText] {
        let texts = [
            ("petitioner", optional(.petitioner, .text(max: 96))),
            ("phone", optional(.phone, .text(max: 64))),
            ("address", optional(.address, .text(max: 256))),
            ("claim", value(.claim, .lines(max: 16_384))),
        ]
        return texts.compactMap { field, text in text.map { DossierText(field: field, text: $0) } }
    }

    private mutating func order(_ matterClass: MatterClass?) -> RegisterOrder? {
        guard let lead = optional(.lead, department(for: matterClass)) else {
            if cells[.lead]?.text.isEmpty ?? true {
                for column in [RegisterColumn.assistants, .kind, .period] where isFilled(column) {
                    reject(column, Wording("空（没有主办单位）", "nothing, as there is no lead"))
                }
            } else {
                _ = assistants(lead: nil, matterClass)
            }
            return nil
        }
        let assistants = assistants(lead: lead.id, matterClass)
        guard let kind = value(.kind, .word(RegisterWords.kinds)) else { return nil }
        let period = period(for: kind)
        return RegisterOrder(
            kind: kind,
            feedbackPeriod: period,
            lead: lead.id,
            assistants: assistants
        )
    }

    private mutating func period(for kind: AssignmentKind) -> Period? {
        switch kind {
        case .assigned:
            return value(.period, .chinesePeriod)
        case .forwarded:
            if isFilled(.period) {
                reject(.period, Wording("空（转送不定期限）", "nothing: 转送 names no period"))
            }
            return nil
        }
    }

    private mutating func assistants(lead: PartyID?, _ matterClass: MatterClass?) -> [PartyID] {
        guard let cell = cells[.assistants], !cell.text.isEmpty else { return [] }
        let shape = department(for: matterClass)
        var found: [PartyID] = []
        for name in cell.text.split(whereSeparator: { "、；;".contains($0) }) {
            let name = name.trimmingBlanks
            guard let department = shape.read(name) else {
                reject(.assistants, value: name, expected(shape, name))
                continue
            }
            if department.id == lead || found.contains(department.id) {
                reject(
                    .assistants,
                    value: name,
                    Wording("每个单位在一行中只列一次", "each department once in a row")
                )
            }
            found.append(department.id)
        }
        return found
    }

    /// A department by its legal or short name.
    ///
    /// An informant's report goes only to those that may be handed one, art. 30(3).
    private func department(for matterClass: MatterClass?) -> Shape<ListedDepartment> {
        let departments = departments
        let shape = Shape<ListedDepartment>(
            expected: Wording("成员单位的全称或代号", "the legal or short name of a member department")
        ) { text in departments.first { $0.name == text || $0.id.text == text } }
        guard matterClass == .informant else { return shape }
        return shape.when(
            Wording(
                "可接收检举控告件的单位（纪检监察、组织部门），《条例》第三十条",
                "a department that may be handed informants' reports, art. 30"
            )
        ) { $0.handlesReports }
    }

    private func isFilled(_ column: RegisterColumn) -> Bool {
        !(cells[column]?.text.isEmpty ?? true)
    }

    private mutating func value<Value>(_ column: RegisterColumn, _ shape: Shape<Value>) -> Value? {
        if isFilled(column) { return optional(column, shape) }
        isBroken = true
        findings.report(
            .missing,
            at: cells[column]?.place ?? Place(line: line, column: 1),
            key: column.rawValue,
            value: nil,
            expected: shape.expected
        )
        return nil
    }

    private mutating func optional<Value>(
        _ column: RegisterColumn,
        _ shape: Shape<Value>
    ) -> Value? {
        guard let cell = cells[column], !cell.text.isEmpty else { return nil }
        if let value = shape.read(cell.text) { return value }
        reject(column, value: cell.text, expected(shape, cell.text))
        return nil
    }

    /// What the shape expects, with the nearest department where one was probably meant.
    private func expected<Value>(_ shape: Shape<Value>, _ text: String) -> Wording {
        guard Value.self == ListedDepartment.self,
            let near = Nearest.name(to: text, among: departments.map(\.name)), near != text
        else { return shape.expected }
        return Wording(
            "\(shape.expected.chinese)；是否“\(near)”？",
            "\(shape.expected.english); perhaps \"\(near)\""
        )
    }

    private mutating func reject(
        _ column: RegisterColumn,
        value: String? = nil,
        _ expected: Wording
    ) {
        isBroken = true
        let cell = cells[column]
        findings.report(
            .wrong,
            at: cell?.place ?? Place(line: line, column: 1),
            key: column.rawValue,
            value: value ?? cell?.text ?? "",
            expected: expected
        )
    }
}

extension Substring {
    /// The text without blanks at its ends.
    fileprivate var trimmingBlanks: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

extension Shape where Value == String {
    /// A text that may have several lines.
    static func lines(max: Int) -> Self {
        Self(
            expected: Wording("1 至 \(max) 字节的文字", "a text of 1 to \(max) bytes")
        ) { text in (1...max).contains(text.utf8.count) ? text : nil }
    }
}
