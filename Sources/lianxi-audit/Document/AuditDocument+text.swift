import LianxiCore

extension AuditDocument {
    /// For a terminal; exhibits are left to the dossier.
    var text: String {
        var parts = [title] + lines
        for section in sections {
            parts += ["", "## \(section.title)"] + section.sentences
            parts += section.tables.flatMap { lines(of: $0) }
        }
        return parts.map { "\($0)\n" }.joined()
    }

    private func lines(of table: Table) -> [String] {
        guard !table.rows.isEmpty else { return [language.pick("（无）", "(none)")] }
        let rows = [table.header] + table.rows
        let widths = table.header.indices.map { column in
            rows.map { Self.width($0[column]) }.max() ?? 0
        }
        guard widths.reduce(0, +) + 2 * widths.count <= Self.mostColumns else {
            return table.rows.flatMap { cards(of: $0, under: table.header) }
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                guard column + 1 < row.count else { break }
                line += String(repeating: " ", count: widths[column] - Self.width(cell) + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// A row too wide for a line: a line for each cell that says something.
    private func cards(of row: [String], under header: [String]) -> [String] {
        let cells = zip(header, row).filter { !$0.1.isEmpty }
        return cells.enumerated().map { place, cell in
            (place == 0 ? "- " : "  ") + cell.0 + language.pick("：", ": ") + cell.1
        }
    }

    /// The widest table that is printed as one.
    private static let mostColumns = 132

    /// Columns a terminal gives the text: two for each Chinese character.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            sum
                + ((0x1100...0x115f).contains(scalar.value)
                    || (0x2e80...0xffef).contains(scalar.value)
                    || scalar.value >= 0x20000 ? 2 : 1)
        }
    }
}
