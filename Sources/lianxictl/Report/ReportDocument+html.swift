import LianxiCore

extension ReportDocument {
    /// One file that needs nothing else: no script, no picture, laid out for A4.
    var html: String {
        let body = sections.map(html).joined()
        let head = lines.map { "<p>\($0.markedUp)</p>\n" }.joined()
        return """
            <!DOCTYPE html>
            <html lang="\(language.pick("zh-CN", "en"))">
            <head>
            <meta charset="utf-8">
            <title>\(title.markedUp)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <h1>\(title.markedUp)</h1>
            <div class="head">
            \(head)</div>
            \(body)<p class="note">\(legend.markedUp)</p>
            </body>
            </html>

            """
    }

    private func html(_ section: Section) -> String {
        "<h2>\(section.title.markedUp)</h2>\n"
            + section.sentences.map { "<p>\($0.markedUp)</p>\n" }.joined()
            + section.tables.map(html).joined()
    }

    private func html(_ table: Table) -> String {
        let header = table.header.map { "<th scope=\"col\">\($0.markedUp)</th>" }.joined()
        let rows = table.rows.map { row in "<tr>\(row.map(html).joined())</tr>\n" }.joined()
        let none = language.pick("（无）", "(none)")
        let empty = "<tr><td colspan=\"\(table.header.count)\">\(none)</td></tr>\n"
        let note = table.note.isEmpty ? "" : "<p class=\"note\">\(table.note.markedUp)</p>\n"
        return """
            <table>
            <caption>\(table.title.markedUp)</caption>
            <thead><tr>\(header)</tr></thead>
            <tbody>
            \(table.rows.isEmpty ? empty : rows)</tbody>
            </table>
            \(note)
            """
    }

    private func html(_ cell: Cell) -> String {
        let classes = (cell.isNumber ? ["number"] : []) + (cell.band.map { [$0.rawValue] } ?? [])
        let mark = cell.band.map { " <small>\($0.word(language))</small>" } ?? ""
        let start = classes.isEmpty ? "<td>" : "<td class=\"\(classes.joined(separator: " "))\">"
        return start + cell.text.markedUp + mark + "</td>"
    }

    private static let style = """
        @page { size: A4; margin: 22mm 20mm; }
        body { font-family: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", serif;
          font-size: 11pt; line-height: 1.5; color: #000; max-width: 170mm; margin: 0 auto; }
        h1 { font-size: 18pt; text-align: center; margin: 0 0 4mm; }
        h2 { font-size: 13pt; margin: 8mm 0 2mm; break-after: avoid; }
        .head { text-align: center; }
        .head p { margin: 0; }
        table { border-collapse: collapse; width: 100%; margin: 4mm 0 2mm; font-size: 9.5pt; }
        caption { text-align: left; font-weight: bold; padding: 1mm 0; break-after: avoid; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th, td { border: 0.3pt solid #444; padding: 0.8mm 1.5mm; text-align: left; vertical-align: top; }
        th { background: #eee; }
        td.number { text-align: right; white-space: nowrap; }
        td.red { background: #f6c6c6; }
        td.yellow { background: #fbeeb0; }
        td.green { background: #cdeccd; }
        .note { font-size: 9pt; }
        * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        """
}
