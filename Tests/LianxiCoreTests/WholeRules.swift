import LianxiCore

extension RuleSet {
    /// Every duty the lifecycle starts clocks for, with the periods of the law and the district's own.
    static let whole = whole([])

    /// The same, with switches turned on.
    static func whole(_ options: [RuleOption]) -> Self {
        let statute: [(String, String?)] = [
            ("D02", "15d"), ("D04", nil), ("D08", "15d"), ("D09", "15d"), ("D10", "5wd"),
            ("D13", nil), ("D14", "2h"), ("D15", "4h"), ("D16", "60d"), ("D17", "30d"),
            ("D18", "30d"), ("D19", "30d"), ("D20", "30d"), ("D21", "30d"),
            ("D30", nil),
            ("D25", nil), ("D26", nil),
        ]
        let policy: [(String, String?)] = [
            ("P01", "4h"), ("P02", "2wd"), ("P03", "2wd"), ("P04", "2wd"), ("P05", "60d"),
            ("P06", "5wd"), ("P07", "30d"), ("P08", "3wd"), ("P09", "5wd"), ("P10", "10wd"),
            ("P11", "5wd"), ("P12", "30d"), ("P13", "3wd"), ("P14", "30d"),
        ]
        let related: [(String, String?)] = [("X01", "10wd"), ("X02", "60wd"), ("X06", "20wd")]
        return Self(
            id: dataSet("whole-2026"),
            duties: (statute + policy + related).map { id, text in
                guard let id = DutyID(id) else { preconditionFailure("bad duty") }
                return Duty(
                    id: id,
                    basis: id.isRelated ? .related : id.text.hasPrefix("D") ? .statute : .policy,
                    article: "",
                    titleChinese: "",
                    titleEnglish: "",
                    period: text.map(period)
                )
            },
            options: options
        )
    }
}

extension Conference {
    /// A conference under the whole rules, on a day.
    static func under(_ options: RuleOption..., on text: String) -> Self {
        Self(on: text, rules: .whole(options))
    }

    /// Where the matter is.
    func stage(of matter: MatterID) -> MatterStage? { docket.matter(matter)?.stage }

    func matter(of id: AssignmentID) -> MatterID { self[id].assignment.matter }

    func dates(_ duty: DutyID, of matter: MatterID) -> String? {
        clock(duty, of: matter)?.start.dates.line
    }

    func isRunning(_ duty: DutyID, of id: AssignmentID) -> Bool {
        clock(duty, of: id)?.isRunning ?? false
    }

    func isRunning(_ duty: DutyID, of matter: MatterID) -> Bool {
        clock(duty, of: matter)?.isRunning ?? false
    }

    /// Whether the step or act at the entry was recorded as late.
    func isLate(_ entries: [UInt64]) -> Bool? {
        guard let last = entries.last else { return nil }
        return switch history[Int(last)].event {
        case .stepped(let it): it.isLate
        case .acted(let it), .signed(let it), .objected(let it), .accepted(let it),
            .concluded(let it):
            it.isLate
        default: nil
        }
    }
}
