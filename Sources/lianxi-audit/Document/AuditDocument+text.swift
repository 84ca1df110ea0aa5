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
        guard table.width <= Self.mostColumns else {
            return table.cards.flatMap { lines(of: $0) }
        }
        let widths = table.widths
        return ([table.header] + table.rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                guard column + 1 < row.count else { break }
                line += String(repeating: " ", count: widths[column] - Table.width(cell) + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// A row too wide for a line: a line for each cell that says something.
    private func lines(of card: [Table.Named]) -> [String] {
        card.enumerated().map { place, cell in
            (place == 0 ? "- " : "  ") + cell.name + language.pick("：", ": ") + cell.text
        }
    }

    /// The widest table that is printed as one.
    private static let mostColumns = 132
}
