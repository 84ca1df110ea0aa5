import LianxiCore

/// Reads the hours in which nobody is disturbed.
struct QuietReader {
    private var section: MappingReader

    init(_ section: MappingReader) { self.section = section }

    consuming func read() -> QuietHours? {
        let from = section.value("from", .integer(0...23))
        let until = section.value("until", .integer(0...23))
        section.finish()
        guard let from, let until else { return nil }
        let quiet = QuietHours(from: from, until: until)
        if !quiet.isWellFormed {
            section.reject(
                "until",
                value: "\(until)",
                expected: Wording("不同于 from 的钟点", "another hour than \"from\"")
            )
        }
        return quiet
    }
}
