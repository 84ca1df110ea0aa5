import LianxiCore

extension ReportDocument {
    /// The report as a file for print.
    var html: String {
        let note = "<p class=\"note\">\(legend.markedUp)</p>\n"
        return PrintedPage(
            title: title,
            language: language,
            head: lines,
            body: sections.map(html).joined() + note,
            style: Self.style
        ).html
    }

    private func html(_ section: Section) -> String {
        "<h2>\(section.title.markedUp)</h2>\n"
            + PrintedPage.paragraphs(section.sentences)
            + section.tables.map(html).joined()
    }

    private func html(_ table: Table) -> String {
        let rows = table.rows.map { row in row.map(html).joined() }
        let note = table.note.isEmpty ? "" : "<p class=\"note\">\(table.note.markedUp)</p>\n"
        return PrintedPage.table(header: table.header, rows: rows, caption: table.title, language)
            + note
    }

    private func html(_ cell: Cell) -> String {
        let classes = (cell.isNumber ? ["number"] : []) + (cell.band.map { [$0.rawValue] } ?? [])
        let mark = cell.band.map { " <small>\($0.word(language))</small>" } ?? ""
        let start = classes.isEmpty ? "<td>" : "<td class=\"\(classes.joined(separator: " "))\">"
        return start + cell.text.markedUp + mark + "</td>"
    }

    private static let style = """
        .head { text-align: center; }
        td.number { text-align: right; white-space: nowrap; }
        td.red { background: #f6c6c6; }
        td.yellow { background: #fbeeb0; }
        td.green { background: #cdeccd; }
        """
}
