/// One HTML file that needs nothing else: no script, no picture, laid out for A4.
package struct PrintedPage {
    package let title: String
    package let language: Language
    /// Paragraphs below the title, as text.
    package let head: [String]
    /// What follows, marked up.
    package let body: String
    /// Rules beside those every page has.
    package let style: String

    package init(title: String, language: Language, head: [String], body: String, style: String) {
        self.title = title
        self.language = language
        self.head = head
        self.body = body
        self.style = style
    }

    package var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(language.pick("zh-CN", "en"))">
        <head>
        <meta charset="utf-8">
        <title>\(title.markedUp)</title>
        <style>
        \(Self.style)
        \(style)
        </style>
        </head>
        <body>
        <h1>\(title.markedUp)</h1>
        <div class="head">
        \(Self.paragraphs(head))</div>
        \(body)</body>
        </html>

        """
    }

    /// Texts as paragraphs.
    package static func paragraphs(_ texts: [String]) -> String {
        texts.map { "<p>\($0.markedUp)</p>\n" }.joined()
    }

    /// A table; one row says so when there are none.
    ///
    /// - Parameters:
    ///   - header: Texts.
    ///   - rows: The cells of each row, marked up.
    ///   - caption: A text above it; none when empty.
    ///   - language: Of the sentence that there are none.
    /// - Returns: The table, marked up.
    package static func table(
        header: [String],
        rows: [String],
        caption: String = "",
        _ language: Language
    ) -> String {
        let cells = header.map { "<th scope=\"col\">\($0.markedUp)</th>" }.joined()
        let none = "<td colspan=\"\(header.count)\">\(language.pick("（无）", "(none)"))</td>"
        let lines = (rows.isEmpty ? [none] : rows).map { "<tr>\($0)</tr>\n" }.joined()
        let above = caption.isEmpty ? "" : "<caption>\(caption.markedUp)</caption>\n"
        return """
            <table>
            \(above)<thead><tr>\(cells)</tr></thead>
            <tbody>
            \(lines)</tbody>
            </table>

            """
    }

    private static let style = """
        @page { size: A4; margin: 22mm 18mm; }
        body { font-family: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", serif;
          font-size: 10.5pt; line-height: 1.5; color: #000; max-width: 174mm; margin: 0 auto; }
        h1 { font-size: 18pt; text-align: center; margin: 0 0 4mm; }
        h2 { font-size: 13pt; margin: 8mm 0 2mm; break-after: avoid; }
        .head p { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; margin: 3mm 0 2mm; font-size: 9pt; }
        caption { text-align: left; font-weight: bold; padding: 1mm 0; break-after: avoid; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th, td { border: 0.3pt solid #444; padding: 0.8mm 1.2mm; text-align: left; vertical-align: top;
          overflow-wrap: anywhere; }
        th { background: #eee; }
        .note { font-size: 9pt; }
        * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        """
}
