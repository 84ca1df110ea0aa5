import LianxiCore

extension AuditDocument {
    /// One file that needs nothing else: no script, no picture, laid out for A4, with the proofs inside.
    var html: String {
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
            \(sections.map(html).joined())\(exhibits.isEmpty ? "" : appendix)</body>
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
        let rows = table.rows.map { row in
            "<tr>" + row.map { "<td>\($0.markedUp)</td>" }.joined() + "</tr>\n"
        }
        let none = language.pick("（无）", "(none)")
        let empty = "<tr><td colspan=\"\(table.header.count)\">\(none)</td></tr>\n"
        return """
            <table>
            <thead><tr>\(header)</tr></thead>
            <tbody>
            \(rows.isEmpty ? empty : rows.joined())</tbody>
            </table>

            """
    }

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
        @page { size: A4; margin: 22mm 18mm; }
        body { font-family: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", serif;
          font-size: 10.5pt; line-height: 1.5; color: #000; max-width: 174mm; margin: 0 auto; }
        h1 { font-size: 18pt; text-align: center; margin: 0 0 4mm; }
        h2 { font-size: 13pt; margin: 8mm 0 2mm; break-after: avoid; }
        h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; }
        .head p { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; margin: 3mm 0 2mm; font-size: 9pt; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th, td { border: 0.3pt solid #444; padding: 0.8mm 1.2mm; text-align: left; vertical-align: top;
          overflow-wrap: anywhere; }
        th { background: #eee; }
        .note { font-size: 9pt; }
        pre { font-family: monospace; font-size: 7pt; line-height: 1.3; white-space: pre-wrap;
          overflow-wrap: anywhere; border: 0.3pt solid #888; padding: 1.5mm; margin: 1mm 0; }
        * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        """
}
