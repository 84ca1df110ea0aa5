import LianxiCore

extension AuditDocument {
    /// The answer as a file for print, with the proofs inside.
    var html: String {
        PrintedPage(
            title: title,
            language: language,
            head: lines,
            body: sections.map(html).joined() + (exhibits.isEmpty ? "" : appendix),
            style: Self.style
        ).html
    }

    private func html(_ section: Section) -> String {
        "<h2>\(section.title.markedUp)</h2>\n"
            + PrintedPage.paragraphs(section.sentences)
            + section.tables.map(html).joined()
    }

    private func html(_ table: Table) -> String {
        guard table.rows.isEmpty || table.width <= Self.mostColumns else {
            return table.cards.map(html).joined()
        }
        let rows = table.rows.map { row in row.map { "<td>\($0.markedUp)</td>" }.joined() }
        return PrintedPage.table(header: table.header, rows: rows, language)
    }

    /// A row too wide for a page: a line for each cell that says something.
    private func html(_ card: [Table.Named]) -> String {
        let lines = card.map { cell in
            "<tr><th scope=\"row\">\(cell.name.markedUp)</th><td>\(cell.text.markedUp)</td></tr>\n"
        }
        return "<table class=\"card\">\n<tbody>\n\(lines.joined())</tbody>\n</table>\n"
    }

    /// The widest table that a page of A4 holds as one.
    private static let mostColumns = 100

    private var appendix: String {
        let title = language.pick("附：条目原文与证明", "Appendix: entries and their proofs")
        let note = language.pick(
            "上文由程序据下列条目写成，以条目原文为准。每一证明可用任何支持 C2SP tlog-proof 的程序核验；"
                + "lianxi-audit check-proof 本文件 --key 公钥 可一次核验全部。公钥须另行取得。",
            "The text above was made by a program from these entries; the entries are what counts. Any program that "
                + "knows C2SP tlog-proof can check each proof; lianxi-audit check-proof THIS-FILE --key KEY checks all "
                + "at once. Get the key from elsewhere."
        )
        let blocks = exhibits.map { exhibit in
            let name = language.pick("第 \(exhibit.index) 条", "Entry \(exhibit.index)")
            return """
                <section class="exhibit" id="entry-\(exhibit.index)">
                <h3>\(name)</h3>
                <pre class="entry">\(String(decoding: exhibit.entry, as: UTF8.self).markedUp)</pre>
                <pre class="proof">\(String(decoding: exhibit.proof, as: UTF8.self).markedUp)</pre>
                </section>

                """
        }
        return "<h2>\(title)</h2>\n<p class=\"note\">\(note.markedUp)</p>\n" + blocks.joined()
    }

    private static let style = """
        .card { break-inside: avoid; }
        .card th { width: 22mm; }
        h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; }
        pre { font-family: monospace; font-size: 7pt; line-height: 1.3; white-space: pre-wrap;
          overflow-wrap: anywhere; border: 0.3pt solid #888; padding: 1.5mm; margin: 1mm 0; }
        """
}
