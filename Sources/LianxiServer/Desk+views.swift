import LianxiCore
import LianxiLedger
import LianxiWire

// What is shown of the docket. A department sees its own part, whatever it asks for.

extension Desk {
    func list(_ request: ListRequest, _ asker: Asker) -> Reading {
        var filter = request.filter
        if asker.party.kind != .office { filter.department = asker.id }
        return asker.question { [filter] docket, now in
            let page = docket.assignments(
                matching: filter,
                after: request.after,
                limit: request.limit,
                at: now
            )
            return { () throws(StorageError) in asker.answer(ListReply(page)) }
        }
    }

    func show(_ request: ShowRequest, _ asker: Asker) -> Reading {
        let only = asker.party.kind == .office ? nil : asker.id
        return asker.question { docket, now in
            let view = docket.view(of: request.matter, at: now)
            let maySee = docket.isAssigned(request.matter, to: only)
            return { () throws(StorageError) in
                guard let view, maySee else { return asker.refuse(.unknownMatter) }
                let entries = try await entries(at: view.record.entries, only: only)
                return asker.answer(ShowReply(view, entries: entries, only: only))
            }
        }
    }

    func find(_ request: FindRequest, _ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let reply = FindReply(matters: docket.matters(numbered: request.number))
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }

    /// From the committed docket, like every view; one walk over the matters.
    func statistics(_ request: StatisticsRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            let statistics = docket.statistics(
                of: request.period,
                for: request.audience,
                at: now
            )
            let reply = StatisticsReply(statistics, name: docket.founding?.name ?? "")
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }

    private func entries(
        at indexes: [UInt64],
        only party: PartyID?
    ) async throws(StorageError) -> [EntryRow] {
        try await parts.storage.entries(at: indexes).sound().compactMap { stored in
            guard let heading = try? EntryCodec.heading(of: stored.bytes),
                let chain = heading.chain,
                party == nil || heading.delivery?.recipient == party
                    || heading.cause?.party == party
            else { return nil }
            return EntryRow(
                index: stored.index,
                type: heading.type,
                at: heading.at,
                number: chain.number
            )
        }
    }

    func parties(_ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let parties = docket.parties
            return { () throws(StorageError) in
                let rows = parties.prefix(WireLimits.shownParties).map(PartyRow.init)
                return asker.answer(PartiesReply(parties: rows))
            }
        }
    }

    /// What everybody may know of a party: how it is called.
    ///
    /// Keys and ports are the office's to know.
    func names(_ request: NamesRequest, _ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let told = docket.parties.filter { record in
                request.after.map { record.enrolment.index > $0 } ?? true
            }
            let rows = told.prefix(WireLimits.shownParties).map { record in
                PartyName(
                    party: record.party.id,
                    name: record.party.name,
                    entry: record.enrolment.index
                )
            }
            return { () throws(StorageError) in asker.answer(NamesReply(names: rows)) }
        }
    }

    func status(_ asker: Asker) -> Reading {
        asker.question { docket, now in
            let counts = docket.counts
            let feeds = docket.parties.prefix(WireLimits.shownParties).map { record in
                FeedStatus(
                    party: record.party.id,
                    head: docket.feedHead(of: record.party.id),
                    unsigned: counts.unsigned[record.party.id] ?? 0,
                    heard: heard.last(of: record.party.id),
                    dark: docket.darkness(of: record.party.id)?.since
                )
            }
            let reply = StatusReply(
                origin: configuration.origin,
                name: docket.founding?.name ?? "",
                software: configuration.software,
                epoch: epoch,
                time: now,
                uptimeMilliseconds: max(0, now.milliseconds - began.milliseconds),
                size: docket.size,
                checkpoint: bulletin.checkpoint.value.size,
                wake: docket.plan(at: now).wake,
                connections: nil,
                ruleSet: docket.ruleSet?.id,
                calendar: docket.calendar,
                policy: docket.policy?.id,
                counts: counts,
                feeds: Array(feeds),
                holes: docket.openHoles(at: now).prefix(WireLimits.shownHoles).map(HoleRow.init),
                channels: channels(in: docket),
                witnesses: witnesses.status,
                shadow: bulletin.shadow.value.map { standing in
                    ShadowStatus(
                        size: standing.signed?.head.size ?? 0,
                        isFailing: standing.isFailing
                    )
                }
            )
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }
}

extension Docket {
    /// The party has or had an assignment on the matter; `nil` stands for the office.
    func isAssigned(_ matter: MatterID, to party: PartyID?) -> Bool {
        guard let party else { return true }
        return self.matter(matter)?.assignments.contains { id in
            assignment(id)?.assignment.department == party
        } ?? false
    }
}
