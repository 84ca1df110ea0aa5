import LianxiCore

func roster(_ text: StaticString) -> RosterID { RosterID(fixed: text) }
func layer(_ text: StaticString) -> RosterLayerID { RosterLayerID(fixed: text) }

/// A person called by the short name in capitals.
func person(_ id: String) -> Person {
    guard let officer = OfficerID(id) else { preconditionFailure("bad officer \(id)") }
    return Person(id: officer, name: id.uppercased())
}

/// Turns of one person each.
func turns(_ ids: String...) -> [[Person]] { ids.map { [person($0)] } }

extension Roster {
    /// The office's: National Day by name, working days by turns of a week, rest days by turns of a day.
    static let office = Self(
        id: roster("office"),
        party: .office,
        name: "联席办值班表",
        layers: [
            RosterLayer(
                id: layer("national-day"),
                rotation: Rotation(.days, hour: 9),
                from: date("2026-10-01"),
                until: date("2026-10-03"),
                turns: [[person("head"), person("clerk")]] + turns("wang", "li")
            ),
            RosterLayer(
                id: layer("working"),
                rotation: Rotation(.weeks, hour: 9),
                from: date("2026-01-05"),
                days: .working,
                turns: turns("clerk", "wang")
            ),
            RosterLayer(
                id: layer("rest"),
                rotation: Rotation(.days, hour: 9),
                from: date("2026-01-01"),
                days: .rest,
                turns: turns("li", "zhao", "wang")
            ),
        ]
    )

    /// With other layers.
    static func of(_ layers: RosterLayer...) -> Self {
        Self(id: roster("sample"), party: .office, name: "试", layers: layers)
    }
}

extension Shift {
    /// `10-01 09 10-02 09 layer persons`, by the wall clock.
    var line: String {
        let names = persons.map(\.id.text).joined(separator: "+")
        return "\(from.hourText) \(until.hourText) \(layer?.text ?? "-") \(names)"
    }
}

extension Timestamp {
    /// `10-01 09`.
    var hourText: String { String(wallText.dropFirst(5).prefix(8)) }
}
