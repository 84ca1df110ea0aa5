extension AuditDocument {
    /// Rows under a header.
    struct Table {
        /// A cell with the name of its column.
        struct Named {
            let name: String
            let text: String
        }

        let header: [String]
        let rows: [[String]]

        /// What each row says, cell by cell: for where the table is too wide to stand as one.
        var cards: [[Named]] {
            rows.map { row in
                zip(header, row).filter { !$0.1.isEmpty }.map { Named(name: $0.0, text: $0.1) }
            }
        }

        /// The widest cell of each column, in columns of a terminal.
        var widths: [Int] {
            let rows = [header] + rows
            return header.indices.map { column in rows.map { Self.width($0[column]) }.max() ?? 0 }
        }

        /// Of the whole, with two columns after each cell.
        var width: Int { widths.reduce(0, +) + 2 * header.count }

        /// Columns a terminal gives the text: two for each Chinese character.
        static func width(_ text: String) -> Int {
            text.unicodeScalars.reduce(0) { sum, scalar in
                sum
                    + ((0x1100...0x115f).contains(scalar.value)
                        || (0x2e80...0xffef).contains(scalar.value)
                        || scalar.value >= 0x20000 ? 2 : 1)
            }
        }
    }
}
