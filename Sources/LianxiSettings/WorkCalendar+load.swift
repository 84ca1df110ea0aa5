package import LianxiCore

extension WorkCalendar {
    /// Reads a calendar file, and adds the holidays of a local one.
    ///
    /// The two are never mixed: the local file names the calendar it extends and lists no date that
    /// the notices name. The merged calendar bears the local file's id.
    ///
    /// - Parameters:
    ///   - file: Path of the file with the State Council's notices.
    ///   - local: Path of the local file; `nil` for none.
    /// - Returns: The calendar.
    /// - Throws: Everything that is wrong in the first, else in the second.
    package static func load(_ file: String, local: String?) throws(SettingsError) -> Self {
        let base = try load(file)
        return try local.map { path throws(SettingsError) in
            try LocalCalendarFile.load(path, extending: base)
        } ?? base
    }

    /// Reads a calendar file: the years, each with its holidays and make-up days.
    ///
    /// - Throws: Everything that is wrong.
    package static func load(_ file: String) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        let id: DataSetID? = top.value("id", .slug())
        var years: [Year] = []
        for section in top.sections("years", count: 1...50) {
            if let year = YearReader(section).read(after: years.last?.year) { years.append(year) }
        }
        top.finish()
        return try document.findings.conclude(id.map { Self(id: $0, years: years) })
    }
}

/// Reads one year.
private struct YearReader {
    private var section: MappingReader
    private var daysOff: [CivilDate] = []
    private var makeUpDays: [CivilDate] = []
    private var names: [HolidayName] = []

    init(_ section: MappingReader) { self.section = section }

    consuming func read(after previous: Int?) -> WorkCalendar.Year? {
        let year = section.value("year", .integer(1950...2200))
        if let year, let previous, year <= previous {
            section.reject(
                "year",
                value: "\(year)",
                expected: Wording("大于上一年 \(previous)", "more than the one before, \(previous)")
            )
        }
        let source = section.value("source", .text(max: 96))
        for holiday in section.sections("holidays", count: 1...30) { read(holiday, year: year) }
        section.finish()
        guard let year, let source else { return nil }
        return WorkCalendar.Year(
            year: year,
            daysOff: daysOff.sorted(),
            makeUpDays: makeUpDays.sorted(),
            source: source,
            names: names
        )
    }

    private mutating func read(_ holiday: MappingReader, year: Int?) {
        var holiday = holiday
        let name = holiday.value("name", .text(max: 64))
        let off = holiday.value("off", .dateRange)
        if let name, let first = off?.first, let last = off?.last {
            names.append(HolidayName(name: name, first: first, last: last))
        }
        let work = holiday.isThere("work") ? holiday.values("work", .date, count: 1...10) : []
        holiday.finish()
        for date in off ?? [] {
            if let expected = refusal(of: date, year: year) {
                holiday.reject("off", value: "\(date)", expected: expected)
            }
            daysOff.append(date)
        }
        for date in work {
            let weekend = Wording("周六或周日（调休上班）", "a Saturday or Sunday (a make-up day)")
            if let expected = refusal(of: date, year: year) ?? (date.isWeekend ? nil : weekend) {
                holiday.reject("work", value: "\(date)", expected: expected)
            }
            makeUpDays.append(date)
        }
    }

    private func refusal(of date: CivilDate, year: Int?) -> Wording? {
        if let year, date.year != year {
            return Wording("\(year) 年的日期", "a date in \(year)")
        }
        if daysOff.contains(date) || makeUpDays.contains(date) {
            return Wording("每个日期只列一次", "each date listed once")
        }
        return nil
    }
}

extension Shape where Value == [CivilDate] {
    /// One date, or `first..last` with both included, at most 31 days.
    static let dateRange = Self(
        expected: Wording(
            "日期 2026-06-19，或至多 31 天的范围 2026-06-19..2026-06-21",
            "a date, 2026-06-19, or at most 31 days, 2026-06-19..2026-06-21"
        )
    ) { text in
        if let date = CivilDate(text) { return [date] }
        guard text.utf8.count == 22, text.dropFirst(10).hasPrefix(".."),
            let first = CivilDate(text.prefix(10)), let last = CivilDate(text.suffix(10)),
            first < last, last.dayNumber - first.dayNumber < 31
        else { return nil }
        return (first.dayNumber...last.dayNumber).map { CivilDate(dayNumber: $0) }
    }
}
