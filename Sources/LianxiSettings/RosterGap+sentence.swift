package import LianxiCore

extension RosterGap {
    /// What a person reads: when, and what fails.
    package func sentence(of roster: RosterID, _ language: Language) -> String {
        let span = "\(from.wallText.dropLast(3)) – \(until.wallText.dropLast(3))"
        let name = layer?.text ?? "-"
        let both: (String, String) =
            switch cause {
            case .noLayer:
                ("没有班次（此前为 \(name)）", "no layer holds (before it: \(name))")
            case .nobodyLeft:
                ("班次 \(name) 的人员都已调开", "everyone of the layer \(name) was taken out")
            case .yearMissing:
                (
                    "该年日历尚未载入，班次 \(name) 无法确定",
                    "the calendar of the year is not loaded, which the layer \(name) needs"
                )
            }
        return language.pick(
            "值班表 \(roster)：\(span)：\(both.0)",
            "roster \(roster): \(span): \(both.1)"
        )
    }
}
