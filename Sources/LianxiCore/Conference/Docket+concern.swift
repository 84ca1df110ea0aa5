// Whom an agreed item concerns today: the units named in it, and whoever has taken their place. Art. 24(2).

extension Docket {
    /// The unit that leads the item at a moment: the one named, or whoever took its place.
    ///
    /// What the unit had done before it was gone stays with it.
    package func lead(of item: AgreedItem, at now: Timestamp) -> PartyID {
        if let task = item.task.flatMap({ taskRecords[$0] }) { return task.lead }
        if let holder = holders(of: item, after: [item.lead]).last { return holder }
        return successors(of: item.lead, at: now).last ?? item.lead
    }

    /// The party leads the item or assists: it is named, or has taken the place of one that is.
    ///
    /// A successor learns nothing of a matter that it may not see.
    package func concerns(_ item: AgreedItem, _ party: PartyID, at now: Timestamp) -> Bool {
        let named = [item.lead] + item.assistants
        guard !named.contains(party) else { return true }
        // A task goes over only with its unit as a whole, to the one that is found among its successors.
        guard
            holders(of: item, after: named).contains(party)
                || named.contains(where: { successors(of: $0, at: now).contains(party) })
        else { return false }
        return item.matter.map { !isSealed($0) || maySee($0, as: party) } ?? true
    }

    /// The unit, and whoever took its place as a whole, one after the other.
    func successors(of unit: PartyID, at now: Timestamp) -> [PartyID] {
        var units = [unit]
        while let last = units.last, let change = partyRecords[last]?.change, change.isWhole,
            change.on <= now.civilDate, let next = change.to, !units.contains(next)
        {
            units.append(next)
        }
        return units
    }

    /// Who holds assignments of the item's matter that went over from one of the units.
    private func holders(of item: AgreedItem, after units: [PartyID]) -> [PartyID] {
        let matter = item.matter.flatMap { matterRecords[$0] }
        return (matter?.assignments ?? []).compactMap { id in
            guard let record = assignmentRecords[id], record.state != .returned,
                record.formerUnits.contains(where: { units.contains($0.department) }),
                !units.contains(record.assignment.department)
            else { return nil }
            return record.assignment.department
        }
    }
}
