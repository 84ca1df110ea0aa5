/// How the office writes the numbers of a series, such as `{code}〔{year}〕{number}号`.
package struct NumberPattern: Hashable, Sendable {
    package let series: SeriesID
    /// The organ's code, such as `青信督`.
    package let code: String
    /// With `{year}` and `{number}` once each, and perhaps `{code}`.
    package let pattern: String

    /// Checks the pattern; `nil` when it cannot tell two numbers apart, or makes one with blanks.
    package init?(series: SeriesID, code: String, pattern: String) {
        guard pattern.ranges(of: "{year}").count == 1, pattern.ranges(of: "{number}").count == 1
        else { return nil }
        self.series = series
        self.code = code
        self.pattern = pattern
        let longest = text(year: 9999, serial: 1_000_000)
        guard StepDetails.isLabel(longest), !longest.contains("{"), !longest.contains("}")
        else { return nil }
    }

    /// The number as it is written.
    package func text(year: Int, serial: Int) -> String {
        pattern.replacing("{code}", with: code).replacing("{year}", with: "\(year)")
            .replacing("{number}", with: "\(serial)")
    }

    package func number(year: Int, serial: Int) -> DocumentNumber {
        DocumentNumber(
            series: series,
            year: year,
            serial: serial,
            text: text(year: year, serial: serial)
        )
    }
}
