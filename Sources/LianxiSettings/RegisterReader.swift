import LianxiCore

/// Reads the register a district office keeps as CSV.
///
/// `RegisterColumn` says what the columns hold. The order of the columns is free; the header must be the first record. Every broken cell is
/// reported with its line, column, header, value and what was expected; a row with a broken cell
/// is left out, the others are returned, so that the office can import the good ones or none.
package struct RegisterReader {
    /// The most rows a register may hold.
    package static let mostRows = 100_000

    private let departments: [ListedDepartment]
    private let findings: Findings
    private var csv: CSVReader
    private var columns: [RegisterColumn?] = []
    /// The line on which each number was first seen.
    private var numbers: [String: Int] = [:]

    /// Reads a register file of at most 64 MiB.
    ///
    /// - Parameters:
    ///   - file: Its path.
    ///   - departments: Whom 主办单位 and 协办单位 may name.
    /// - Returns: The good rows and the problems of the others.
    /// - Throws: What keeps the file as a whole from being read: its encoding or its header.
    package static func read(
        _ file: String,
        departments: [ListedDepartment]
    ) throws(SettingsError) -> RegisterReading {
        let bytes = try FileBytes.read(file, most: FileBytes.mostRegister)
        let text = try RegisterText.decode(bytes, file: file)
        var reader = Self(text.bytes, file: file, departments: departments)
        try reader.readHeader()
        return reader.readRows(encoding: text.encoding)
    }

    private init(_ bytes: [UInt8], file: String, departments: [ListedDepartment]) {
        self.departments = departments
        findings = Findings(file: file)
        csv = CSVReader(bytes)
    }

    private mutating func readHeader() throws(SettingsError) {
        let header = csv.next()
        if let fault = header?.fault { report(fault) }
        for (place, field) in (header?.fields ?? []).enumerated() {
            let name = trimmed(field.text)
            let column = RegisterColumn(header: name)
            let at = Place(line: field.line, column: place + 1)
            if let column, columns.contains(column) {
                findings.report(
                    .repeated,
                    at: at,
                    key: name,
                    value: name,
                    expected: Wording("每列只出现一次", "each column once")
                )
            } else if column == nil, !name.isEmpty {
                reportUnknown(name, at: at)
            }
            columns.append(column)
        }
        for column in RegisterColumn.allCases
        where column.isRequired && !columns.contains(column) {
            findings.report(
                .missing,
                at: Place(line: header?.line ?? 1, column: 1),
                key: column.rawValue,
                value: nil,
                expected: Wording("表头中的列“\(column.rawValue)”", "the column \(column.rawValue)")
            )
        }
        guard findings.isEmpty else { throw SettingsError(findings.problems) }
    }

    private func reportUnknown(_ name: String, at place: Place) {
        let names = RegisterColumn.allCases.map(\.rawValue)
        let near = Nearest.name(to: name, among: names)
        let listed = names.joined(separator: "、")
        findings.report(
            .unknown,
            at: place,
            key: name,
            value: name,
            expected: near.map { Wording("“\($0)”（？）", "\"\($0)\", perhaps") }
                ?? Wording("\(listed) 之一", "one of \(listed)")
        )
    }

    private mutating func readRows(encoding: RegisterText.Encoding) -> RegisterReading {
        var rows: [RegisterRow] = []
        var broken = 0
        while let record = csv.next() {
            if rows.count + broken == Self.mostRows {
                findings.report(
                    .wrong,
                    at: Place(line: record.line, column: 1),
                    key: "",
                    value: "\(Self.mostRows + 1)",
                    expected: Wording("至多 \(Self.mostRows) 行", "at most \(Self.mostRows) rows")
                )
                break
            }
            if let row = row(record) { rows.append(row) } else { broken += 1 }
        }
        return RegisterReading(
            rows: rows,
            problems: findings.problems,
            brokenRows: broken,
            encoding: encoding.rawValue
        )
    }

    private mutating func row(_ record: CSVRecord) -> RegisterRow? {
        if let fault = record.fault {
            report(fault)
            return nil
        }
        guard record.fields.count == columns.count else {
            findings.report(
                .wrong,
                at: Place(line: record.line, column: record.fields.count),
                key: "",
                value: "\(record.fields.count)",
                expected: Wording(
                    "\(columns.count) 列，与表头一致",
                    "\(columns.count) columns, as the header"
                )
            )
            return nil
        }
        var cells: [RegisterColumn: RegisterCell] = [:]
        for (place, field) in record.fields.enumerated() {
            guard let column = columns[place] else { continue }
            cells[column] = RegisterCell(
                text: trimmed(field.text),
                place: Place(line: field.line, column: place + 1)
            )
        }
        var row = RegisterRowReader(
            line: record.line,
            cells: cells,
            departments: departments,
            findings: findings
        )
        let isNew = isNew(&row)
        let read = row.read()
        return isNew ? read : nil
    }

    /// Whether the row's number was not seen before; remembers it.
    private mutating func isNew(_ row: inout RegisterRowReader) -> Bool {
        guard let cell = row.cells[.number], !cell.text.isEmpty else { return true }
        guard let first = numbers[cell.text] else {
            numbers[cell.text] = cell.place.line
            return true
        }
        findings.report(
            .repeated,
            at: cell.place,
            key: RegisterColumn.number.rawValue,
            value: cell.text,
            expected: Wording(
                "每个编号只用一次（首次在第 \(first) 行）",
                "each number once (the first is on line \(first))"
            )
        )
        return false
    }

    private func report(_ fault: CSVRecord.Fault) {
        let column = columns.indices.contains(fault.column - 1) ? columns[fault.column - 1] : nil
        findings.report(
            .wrong,
            at: Place(line: fault.line, column: fault.column),
            key: column?.rawValue ?? "",
            value: fault.found,
            expected: fault.expected
        )
    }
}

/// The text without blanks at its ends; the ideographic space is one too.
private func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
        let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
}
