// What follows from hearing, or not hearing, of the parties.

extension Docket {
    /// Says which parties went dark or came back, and which channels fail or work again.
    ///
    /// Everything follows from the docket and the observation: what was told stands in the docket, so
    /// that a restart tells nothing twice. At most ``escalationLimit`` events; the rest comes with the
    /// next observation.
    func observe(
        _ it: Observation,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        guard cause == nil else { throw .notPermitted }
        var events: [Event] = []
        for group in presence(it, at: now) + channels(it, at: now) {
            guard events.count + group.count <= Self.escalationLimit else { break }
            events += group
        }
        return .record(events)
    }

    /// Told so much later than it was to be, it is late.
    private static var latenessMinutes: Int64 { 15 }

    // MARK: Presence

    private func presence(_ it: Observation, at now: Timestamp) -> [[Event]] {
        guard let rule = it.rule.presence, let calendar else { return [] }
        var watch = PresenceWatch(rule: rule, calendar: calendar, now: now)
        for record in parties where isWatched(record, by: rule, on: now.civilDate) {
            let id = record.party.id
            if let dark = darkUnits[id] {
                if let heard = it.heard[id], heard > dark.since {
                    watch.isBack(WatchedUnit(party: id, since: heard), told: dark.step)
                } else if it.isSettled(at: now), dark.step == 1, record.party.kind == .department {
                    watch.isStillDark(WatchedUnit(party: id, since: dark.since))
                }
            } else {
                let since = max(it.heard[id] ?? it.since, record.enrolment.at)
                watch.isSilent(WatchedUnit(party: id, since: since))
            }
        }
        return watch.events
    }

    /// Its silence matters: it is enrolled, its duties have not gone over to another, and it is of a kind
    /// that is watched.
    private func isWatched(
        _ record: PartyRecord,
        by rule: PresenceRule,
        on day: CivilDate
    ) -> Bool {
        guard !record.isRevoked else { return false }
        if let change = record.change, change.isWhole, change.on <= day { return false }
        return record.party.kind == .department || rule.also.contains(record.party.id)
    }

    // MARK: Channels

    private func channels(_ it: Observation, at now: Timestamp) -> [[Event]] {
        let rule = it.rule.channels
        let reported = it.channels.compactMap { report in
            partyRecords[report.party]?.isRevoked == false
                ? change(report, known: failingChannels[report.key], by: rule, at: now) : nil
        }
        // What was told and is not reported again climbs all the same.
        let heard = Set(it.channels.map(\.key))
        let silent =
            it.isSettled(at: now)
            ? failingChannels.keys.filter { !heard.contains($0) }.sorted() : []
        return reported
            + silent.compactMap { key in
                guard let known = failingChannels[key] else { return nil }
                let report = ChannelReport(
                    party: key.party,
                    channel: key.channel,
                    isWorking: false,
                    since: known.since,
                    waiting: 0
                )
                return change(report, known: known, by: rule, at: now)
            }
    }

    private func change(
        _ report: ChannelReport,
        known: OpenTrouble?,
        by rule: ChannelRule,
        at now: Timestamp
    ) -> [Event]? {
        func lasts(since: Timestamp, _ minutes: Int64) -> Bool {
            now >= since.adding(milliseconds: minutes * 60_000)
        }
        func events(_ step: Int, since: Timestamp, to recipients: [PartyID], after: Int) -> [Event]
        {
            recipients.map { recipient in
                .channelChanged(
                    ChannelChanged(
                        party: report.party,
                        channel: report.channel,
                        isWorking: report.isWorking,
                        since: since,
                        waiting: report.waiting,
                        step: step,
                        recipient: recipient,
                        isLate: lasts(since: since, Int64(after) + Self.latenessMinutes)
                    )
                )
            }
        }
        let first: [PartyID] = report.party == .office ? [.office, .leaders] : [.office]
        guard let known else {
            guard !report.isWorking, lasts(since: report.since, Int64(rule.settlesAfter))
            else { return nil }
            return events(1, since: report.since, to: first, after: rule.settlesAfter)
        }
        if report.isWorking {
            guard lasts(since: report.since, Int64(rule.settlesAfter)) else { return nil }
            let told = known.step > 1 ? [.office, .leaders] : first
            return events(known.step, since: report.since, to: told, after: rule.settlesAfter)
        }
        guard known.step == 1, lasts(since: known.since, Int64(rule.leadersAfter))
        else { return nil }
        return events(2, since: known.since, to: [.leaders], after: rule.leadersAfter)
    }
}
