import LianxiCore

/// The file of a local government's holidays, which adds to the State Council's notices.
enum LocalCalendarFile {
    /// Reads the file and adds its holidays to the calendar it extends.
    ///
    /// - Parameters:
    ///   - path: Path of the local file.
    ///   - base: The calendar of the notices.
    /// - Returns: The merged calendar, under the local file's id.
    /// - Throws: Everything that is wrong.
    static func load(
        _ path: String,
        extending base: WorkCalendar
    ) throws(SettingsError) -> WorkCalendar {
        let bytes = try FileBytes.read(path, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: path)
        var top = MappingReader(document)
        let id: DataSetID? = top.value("id", .slug())
        if id == base.id {
            top.reject(
                "id",
                value: base.id.text,
                expected: Wording(
                    "与 \(base.id) 不同的 id",
                    "an id other than \(base.id), which this file extends"
                )
            )
        }
        let extends: DataSetID? = top.value("extends", .slug())
        if let extends, extends != base.id {
            top.reject(
                "extends",
                value: extends.text,
                expected: Wording(
                    "\(base.id)，即国务院放假安排日历的 id",
                    "\(base.id), the id of the calendar of the State Council's notices"
                )
            )
        }
        var reader = LocalHolidayReader(base)
        for section in top.sections("holidays", count: 1...100) { reader.read(section) }
        top.finish()
        return try document.findings.conclude(id.map { reader.merged(id: $0) })
    }
}

/// Reads local holidays against the years they must lie in.
private struct LocalHolidayReader {
    private let base: WorkCalendar
    private var holidays: [Int: [LocalHoliday]] = [:]
    private var listed: Set<CivilDate> = []

    init(_ base: WorkCalendar) { self.base = base }

    func merged(id: DataSetID) -> WorkCalendar {
        WorkCalendar(
            id: id,
            years: base.years.map { year in
                WorkCalendar.Year(
                    year: year.year,
                    daysOff: year.daysOff,
                    makeUpDays: year.makeUpDays,
                    source: year.source,
                    names: year.names,
                    local: holidays[year.year] ?? []
                )
            }
        )
    }

    mutating func read(_ section: MappingReader) {
        var section = section
        let name = section.value("name", .text(max: 64))
        let off = section.value("off", .dateRange)
        let work = section.isThere("work") ? section.values("work", .date, count: 1...10) : []
        let source = section.value("source", .text(max: 96))
        section.finish()
        let year = off?.first?.year
        for date in off ?? [] { check(date, "off", of: year, in: &section) }
        for date in work {
            check(date, "work", of: year, in: &section)
            guard !date.isWeekend else { continue }
            section.reject(
                "work",
                value: "\(date)",
                expected: Wording("周六或周日（调休上班）", "a Saturday or Sunday (a make-up day)")
            )
        }
        guard let name, let off, let source, let year else { return }
        holidays[year, default: []].append(
            LocalHoliday(name: name, daysOff: off, makeUpDays: work.sorted(), source: source)
        )
    }

    private mutating func check(
        _ date: CivilDate,
        _ key: String,
        of year: Int?,
        in section: inout MappingReader
    ) {
        guard let expected = refusal(of: date, of: year) else {
            listed.insert(date)
            return
        }
        section.reject(key, value: "\(date)", expected: expected)
    }

    private func refusal(of date: CivilDate, of year: Int?) -> Wording? {
        guard let loaded = base.years.first(where: { $0.year == date.year }) else {
            return Wording(
                "\(base.id) 已载入年份的日期",
                "a date in a year that \(base.id) holds"
            )
        }
        if date.year != year {
            return Wording("同一年的日期；跨年的分列两项", "dates of one year; list the others apart")
        }
        if loaded.daysOff.contains(date) || loaded.makeUpDays.contains(date) {
            return Wording(
                "国务院放假安排未列的日期",
                "a date that the State Council's notice does not name"
            )
        }
        return listed.contains(date)
            ? Wording("每个日期只列一次", "each date listed once") : nil
    }
}
