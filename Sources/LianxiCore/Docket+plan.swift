extension Docket {
    /// Says when to look again: at once while clocks wait for a newer calendar's dates or tasks for their end, else at the next
    /// step of any running clock, or the day of an organisational change.
    ///
    /// Costs O(1), but for a change of units that has come and is being carried out.
    package func plan(at now: Timestamp) -> Plan {
        let ends = overtakenTasks.isEmpty ? nil : lastAt
        return Plan(
            wake: pending.since
                ?? [ends, agenda.next?.at, nextMove(at: now)].compactMap { $0 }.min()
        )
    }

    /// Whether the item still is its clock's next step.
    func isLive(_ item: AgendaItem) -> Bool { self.item(of: item.clock) == item }

    /// Puts the clock's next step on the agenda.
    mutating func schedule(_ key: ClockKey) {
        if let item = item(of: key) { agenda.add(item) }
    }

    /// Makes the agenda's top live again, and clears it when most of it is stale.
    ///
    /// Comes with every entry, so that the docket is not copied for it but when all is cleared.
    mutating func tidyAgenda() {
        if agenda.count > 2 * runningClocks + 1024 {
            let docket = self
            agenda.rebuild(isLive: docket.isLive)
        }
        while let top = agenda.next, !isLive(top) { agenda.dropNext() }
    }
}
