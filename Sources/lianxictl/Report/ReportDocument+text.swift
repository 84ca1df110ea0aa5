import LianxiClient
import LianxiCore

extension ReportDocument {
    /// For a terminal: headings, and columns aligned; colours as words.
    var text: String {
        var text = title + "\n" + lines.map { "\($0)\n" }.joined()
        for section in sections {
            text += "\n\(section.title)\n"
            text += section.sentences.map { "\($0)\n" }.joined()
            for table in section.tables {
                text += "\n\(table.title)\n" + lines(of: table)
                if !table.note.isEmpty { text += "\(table.note)\n" }
            }
        }
        return text + "\n\(legend)\n"
    }

    private func lines(of table: Table) -> String {
        guard !table.rows.isEmpty else { return language.pick("（无）", "(none)") + "\n" }
        var columns = LianxiClient.Table(header: table.header)
        for row in table.rows {
            columns.add(
                row.map { cell in
                    cell.text + (cell.band.map { " \($0.word(language))" } ?? "")
                }
            )
        }
        return columns.text
    }
}
