/// Rows of text in columns, aligned for a terminal on which Chinese characters take two places.
package struct Table {
    private var rows: [[String]]

    package init(header: [String]) { rows = [header] }

    package mutating func add(_ row: [String]) { rows.append(row) }

    /// The lines, each ended; columns two blanks apart, no trailing blanks.
    package var text: String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if row[(column + 1)...].contains(where: { !$0.isEmpty }) {
                    let blanks = widths[column] - Self.width(cell) + 2
                    line += String(repeating: " ", count: blanks)
                }
            }
            return line + "\n"
        }.joined()
    }

    /// Places a text takes: two for the wide blocks of East Asian scripts, one for all else.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
                0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x20000...0x3fffd:
                sum + 2
            default: sum + 1
            }
        }
    }
}
