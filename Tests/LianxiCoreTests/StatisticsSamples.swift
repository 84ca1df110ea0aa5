import LianxiCore

/// What a report's tests arrange and ask.
extension Conference {
    /// Registers a matter that differs from the usual in what is named.
    mutating func registered(
        as matterClass: MatterClass = .claim6,
        by channel: Channel = .letter,
        persons: Int = 1,
        about subject: String = "labour",
        in place: String = "永定街道",
        received: Timestamp? = nil,
        isUrgent: Bool = false,
        _ reception: Reception = Reception()
    ) -> MatterID {
        let number = draw()
        let matter = MatterID(high: 1, low: number)
        let facts = MatterFacts(
            matter: matter,
            matterClass: matterClass,
            purpose: .claim,
            subject: subject,
            place: place,
            isUrgent: isUrgent,
            piece: Piece(
                number: "信\(number)",
                channel: channel,
                receivedAt: received ?? now,
                persons: persons,
                dossier: [DossierReference(field: "claim", commitment: hash(number, 7))]
            )
        )
        must { (it) throws(Refusal) in try it.does(.register(facts, reception)) }
        return matter
    }

    /// The report of the days, as of now.
    func report(
        _ from: String = "2026-01-01",
        _ to: String = "2026-12-31",
        for audience: StatisticsAudience = .office
    ) -> Statistics {
        guard let period = StatisticsPeriod(from: date(from), to: date(to)) else {
            preconditionFailure("bad period")
        }
        return docket.statistics(of: period, for: audience, at: now)
    }

    /// One figure of the report of one day, as `numerator/denominator late missed`.
    func line(_ indicator: Indicator, _ from: String, _ to: String? = nil) -> String? {
        report(from, to ?? from)[indicator]?.line
    }
}

extension Statistics.Figure {
    /// `1/2`, then how many were late and how many are missed, where that is told.
    var line: String {
        let rate = denominator.map { "\(numerator)/\($0)" } ?? "\(numerator)"
        guard let late, let missed else { return rate }
        return "\(rate) late \(late) missed \(missed)"
    }
}

extension [Statistics.Row] {
    /// `key=count`, or `key second=count`, with `(before)` where it is compared.
    var lines: [String] {
        map { row in
            row.key + (row.second.map { " \($0)" } ?? "") + "=\(row.count)"
                + (row.before.map { "(\($0))" } ?? "")
        }
    }
}
