import LianxiCore

extension Conference {
    /// The first department is merged into another, or it is unclear into which; or what it holds of some matters goes over.
    static func merger(
        to successor: PartyID?,
        on day: String,
        of matters: [MatterID] = []
    ) -> Reorganised {
        Reorganised(
            change: matters.isEmpty ? .merged : .split,
            from: departments[0],
            to: successor,
            on: date(day),
            document: "武编〔2026〕8号",
            matters: matters
        )
    }
}
