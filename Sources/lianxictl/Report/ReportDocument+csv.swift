extension ReportDocument {
    /// Every table under its title, an empty line between them: UTF-8 with a byte-order mark, CRLF,
    /// and quotes by RFC 4180, so that Excel opens it rightly.
    var csv: [UInt8] {
        var lines = [[title]] + self.lines.map { [$0] }
        for section in sections {
            lines.append([])
            lines.append([section.title])
            lines += section.sentences.map { [$0] }
            for table in section.tables {
                lines.append([])
                lines.append([table.title])
                lines.append(table.header)
                lines += table.rows.map { row in row.map(Self.field) }
                if !table.note.isEmpty { lines.append([table.note]) }
            }
        }
        lines.append([])
        lines.append([legend])
        let text = lines.map { line in line.map(Self.quoted).joined(separator: ",") + "\r\n" }
        return [0xef, 0xbb, 0xbf] + Array(text.joined().utf8)
    }

    /// What a spreadsheet would take for a formula gets an apostrophe before it.
    static func field(_ cell: Cell) -> String {
        guard !cell.isNumber, let first = cell.text.unicodeScalars.first,
            "=+-@\t\r".unicodeScalars.contains(first)
        else { return cell.text }
        return "'" + cell.text
    }

    static func quoted(_ field: String) -> String {
        let isPlain = !field.utf8.contains { byte in
            [UInt8(ascii: "\""), UInt8(ascii: ","), 0x0a, 0x0d].contains(byte)
        }
        if isPlain { return field }
        return "\""
            + field.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
