package import LianxiCore

extension Roster {
    /// Reads a roster file.
    ///
    /// - Throws: Everything that is wrong.
    package static func load(_ file: String) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        let id: RosterID? = top.value("id", .slug())
        let party: PartyID = top.value("party", .slug(), standard: .office)
        let name = top.value("name", .text(max: nameBytes))
        var reader = RosterReader(people: people(&top))
        let holidays = top.sections("holidays", count: 0...mostLayers)
        let layers = top.sections("layers", count: 1...mostLayers)
        for section in holidays { reader.readHoliday(section) }
        for section in layers { reader.readLayer(section) }
        if reader.layers.count > mostLayers {
            top.reject(
                "layers",
                value: "\(reader.layers.count)",
                expected: Wording(
                    "连同节假日至多 \(mostLayers) 层",
                    "at most \(mostLayers) layers, holidays included"
                )
            )
        }
        top.finish()
        let roster: Self? =
            if let id, let name {
                Self(id: id, party: party, name: name, layers: reader.layers)
            } else {
                nil
            }
        return try document.findings.conclude(roster)
    }

    private static func people(_ top: inout MappingReader) -> [OfficerID: Person] {
        var people: [OfficerID: Person] = [:]
        for var section in top.sections("people", count: 1...500) {
            let id: OfficerID? = section.value("id", .slug())
            let name = section.value("name", .person)
            section.finish()
            guard let id, let name else { continue }
            if people[id] != nil {
                section.reject(
                    "id",
                    value: id.text,
                    expected: Wording("未被占用的名称", "a name nobody else has")
                )
            }
            people[id] = Person(id: id, name: name)
        }
        return people
    }
}

/// Reads layers against the people the file names.
private struct RosterReader {
    let people: [OfficerID: Person]
    private(set) var layers: [RosterLayer] = []

    init(people: [OfficerID: Person]) { self.people = people }

    mutating func readLayer(_ section: MappingReader) {
        var section = section
        let id = id(&section)
        let turn = section.value("turn", .turn)
        let hour = section.value("hand-over", .integer(0...23))
        let from = section.value("from", .date)
        let until = section.optional("until", .date)
        if let from, let until, until < from {
            section.reject(
                "until",
                value: "\(until)",
                expected: Wording("不早于 \(from)", "a date not before \(from)")
            )
        }
        let days: DutyDays = section.value("days", .choice, standard: .all)
        let hours = section.optional("hours", .dutyHours)
        let turns = turns(&section)
        section.finish()
        guard let id, let turn, let hour, let from else { return }
        layers.append(
            RosterLayer(
                id: id,
                rotation: Rotation(turn.unit, length: turn.length, hour: hour),
                from: from,
                until: until,
                days: days,
                hours: hours,
                turns: turns
            )
        )
    }

    /// One turn for each day, from the first on.
    mutating func readHoliday(_ section: MappingReader) {
        var section = section
        let id = id(&section)
        let hour = section.value("hand-over", .integer(0...23))
        let from = section.value("from", .date)
        let turns = turns(&section)
        section.finish()
        guard let id, let hour, let from, !turns.isEmpty else { return }
        layers.append(
            RosterLayer(
                id: id,
                rotation: Rotation(.days, hour: hour),
                from: from,
                until: from.adding(days: turns.count - 1),
                turns: turns
            )
        )
    }

    private func id(_ section: inout MappingReader) -> RosterLayerID? {
        let id: RosterLayerID? = section.value("id", .slug())
        if let id, layers.contains(where: { $0.id == id }) {
            section.reject(
                "id",
                value: id.text,
                expected: Wording("未被占用的名称", "a name nobody else has")
            )
        }
        return id
    }

    private func turns(_ section: inout MappingReader) -> [[Person]] {
        let turns = section.values("members", .turnMembers, count: 1...RosterLayer.mostTurns)
        for id in turns.joined() where people[id] == nil {
            section.reject(
                "members",
                value: id.text,
                expected: Wording("people 中列出的人员", "a person listed under people")
            )
        }
        return turns.map { turn in turn.compactMap { people[$0] } }
    }
}

extension Shape where Value == String {
    /// A person's name.
    static let person = Self(
        expected: Wording(
            "1 至 \(Person.nameBytes) 字节的姓名",
            "a name of 1 to \(Person.nameBytes) bytes"
        )
    ) { Person.isName($0) ? $0 : nil }
}

extension Shape where Value == Rotation {
    /// `12h`, `1d`, `1w` or `1m`: how long a turn lasts; the hour is not part of it.
    static let turn = Self(
        expected: Wording(
            "班次时长：1h 至 24h、1d 至 31d、1w 至 12w 或 1m 至 12m",
            "how long a turn lasts: 1h to 24h, 1d to 31d, 1w to 12w or 1m to 12m"
        )
    ) { text in
        let units: [Character: Rotation.Unit] = [
            "h": .hours, "d": .days, "w": .weeks, "m": .months,
        ]
        guard let unit = text.last.flatMap({ units[$0] }),
            let length = Shape<Int>.integer(1...unit.most).read(String(text.dropLast()))
        else { return nil }
        return Rotation(unit, length: length, hour: 0)
    }
}

extension Shape where Value == DutyHours {
    /// `18-8`: from one hour to before another, over midnight where the second is not the greater.
    static let dutyHours = Self(
        expected: Wording("钟点范围，如 8-18 或 18-8", "hours such as 8-18 or 18-8")
    ) { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let hours = parts.compactMap { Shape<Int>.integer(0...24).read(String($0)) }
        guard parts.count == 2, hours.count == 2, hours[0] <= 23, hours[1] >= 1,
            hours[0] != hours[1]
        else { return nil }
        return DutyHours(from: hours[0], until: hours[1])
    }
}

extension Shape where Value == [OfficerID] {
    /// `wang` or `wang+li`: the persons of one turn, each once.
    static let turnMembers = Self(
        expected: Wording(
            "一班的人员，至多 \(RosterLayer.mostPersons) 人，如 wang 或 wang+li",
            "the persons of one turn, at most \(RosterLayer.mostPersons): wang or wang+li"
        )
    ) { text in
        let parts = text.split(separator: "+", omittingEmptySubsequences: false)
        let ids = parts.compactMap { OfficerID($0) }
        guard ids.count == parts.count, ids.count <= RosterLayer.mostPersons,
            Set(ids).count == ids.count
        else { return nil }
        return ids
    }
}
