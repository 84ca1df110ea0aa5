import LianxiCore

/// A report as people read it, before it becomes text, CSV or HTML.
struct ReportDocument {
    /// One cell of a table.
    struct Cell: Equatable {
        let text: String
        /// Made of figures by this program, and so never a formula.
        let isNumber: Bool
        let band: RateBand?

        init(_ text: String) {
            self.text = text
            isNumber = false
            band = nil
        }

        init(number: String, band: RateBand? = nil) {
            text = number
            isNumber = true
            self.band = band
        }

        init(_ number: Int) { self.init(number: "\(number)") }
    }

    /// Rows under a header.
    struct Table {
        let title: String
        let header: [String]
        let rows: [[Cell]]
        /// What the reader must know of it; empty for nothing.
        let note: String

        init(_ title: String, _ header: [String], _ rows: [[Cell]], note: String = "") {
            self.title = title
            self.header = header
            self.rows = rows
            self.note = note
        }
    }

    /// A heading with what stands under it.
    struct Section {
        let title: String
        let sentences: [String]
        let tables: [Table]
    }

    let language: Language
    let title: String
    /// Who, which days, for whom, as of when.
    let lines: [String]
    let sections: [Section]
    /// How colours are to be read.
    let legend: String
}

/// The colour of a rate in a circular.
///
/// Practice, not law: below 85 per cent red, 85 to 90 yellow, above 90 green.
enum RateBand: String, CaseIterable {
    case red, yellow, green

    /// `nil` where nothing was due.
    init?(_ numerator: Int, of denominator: Int) {
        guard denominator > 0 else { return nil }
        if numerator * 100 < 85 * denominator {
            self = .red
        } else if numerator * 100 <= 90 * denominator {
            self = .yellow
        } else {
            self = .green
        }
    }

    func word(_ language: Language) -> String {
        switch self {
        case .red: language.pick("红", "red")
        case .yellow: language.pick("黄", "yellow")
        case .green: language.pick("绿", "green")
        }
    }
}
