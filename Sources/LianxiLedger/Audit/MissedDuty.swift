package import LianxiCore

/// A duty that was done late, or stood undone when its legal date had passed.
package struct MissedDuty: Hashable, Sendable {
    package let life: ClockLife
    /// Who owed it on the legal date.
    package let owner: PartyID
    package let legal: CivilDate
    /// Days after the legal date it was done, or has stood undone.
    package let days: Int

    /// It was done after all.
    package var isDone: Bool { life.ending?.manner == .done }
}

extension LedgerHistory {
    /// The duties missed, in the order of their legal dates.
    ///
    /// - Parameters:
    ///   - first: Legal dates from this day on; `nil` for all.
    ///   - last: Legal dates up to this day; `nil` for all.
    ///   - unit: Who owed them; `nil` for all.
    ///   - matter: Of this matter only; `nil` for all.
    ///   - moment: As of when; what was recorded later is not looked at.
    /// - Returns: Those done late, and those not done.
    package func missed(
        from first: CivilDate?,
        until last: CivilDate?,
        by unit: PartyID?,
        on matter: MatterID? = nil,
        at moment: Timestamp
    ) -> [MissedDuty] {
        lives.compactMap { life -> MissedDuty? in
            let days = life.daysLate(at: moment)
            guard days > 0, let legal = life.start.dates.legal,
                first.map({ $0 <= legal }) ?? true, last.map({ legal <= $0 }) ?? true,
                matter == nil || matter == life.key.matter
            else { return nil }
            let owner = life.owner(at: Timestamp(legal, hour: 24))
            guard unit == nil || unit == owner else { return nil }
            return MissedDuty(life: life, owner: owner, legal: legal, days: days)
        }
        .sorted {
            ($0.legal, $0.life.begun.index, $0.life.key) < (
                $1.legal, $1.life.begun.index, $1.life.key
            )
        }
    }

    /// What was owed at a moment, in the order of the matters and of the clocks' starts.
    package func owed(at moment: Timestamp, on matter: MatterID? = nil) -> [ClockLife] {
        lives.filter { $0.runs(at: moment) && (matter == nil || matter == $0.key.matter) }
            .sorted {
                ($0.key.matter, $0.begun.index, $0.key) < ($1.key.matter, $1.begun.index, $1.key)
            }
    }

    /// Who held which assignment at a moment, in the order of the matters and of the holds.
    package func held(at moment: Timestamp, on matter: MatterID? = nil) -> [Holding] {
        holdings.filter {
            $0.stands(at: moment) && (matter == nil || matter == $0.assignment.matter)
        }
        .sorted {
            ($0.assignment.matter, $0.begun.index) < ($1.assignment.matter, $1.begun.index)
        }
    }
}
