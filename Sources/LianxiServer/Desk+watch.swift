import LianxiCore
import LianxiLedger
import LianxiWire

// What parties say of their channels, and who looked into a matter.

extension Desk {
    /// Heard, and answered at once; what follows is decided with the next look at all parties.
    func channel(_ request: ChannelRequest, _ asker: Asker) -> Reading {
        let now = parts.clock.now()
        heard.note(
            request.channels.map { state in
                ChannelReport(
                    party: asker.id,
                    channel: state.channel,
                    isWorking: state.isWorking,
                    // Nothing lasts since a moment to come, whatever the asker's clock shows.
                    since: min(state.since, now),
                    waiting: state.waiting
                )
            }
        )
        return .reply(asker.answer(ChannelReply(time: now)))
    }

    /// The channels reported in this run, with those told to fail before it.
    func channels(in docket: borrowing Docket) -> [ChannelRow] {
        let reported = heard.channels
        let keys = Set(reported.map(\.key))
        let older = docket.failing.filter { !keys.contains($0.key) }.map { key, trouble in
            ChannelReport(
                party: key.party,
                channel: key.channel,
                isWorking: false,
                since: trouble.since,
                waiting: 0
            )
        }
        return (reported + older).sorted { $0.key < $1.key }.prefix(WireLimits.shownChannels)
            .map { report in
                ChannelRow(
                    party: report.party,
                    state: ChannelState(
                        channel: report.channel,
                        isWorking: report.isWorking,
                        since: report.since,
                        waiting: report.waiting
                    ),
                    told: docket.failure(of: report.channel, of: report.party)?.step
                )
            }
    }

    /// For those who may see the matter or the document; for everybody else there is none.
    func looks(_ request: LooksRequest, _ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let entries = docket.entries(of: request.chain, visibleTo: asker.id)
            return { () throws(StorageError) in
                guard let entries else {
                    return asker.refuse(
                        request.chain.matter == nil ? .unknownDocument : .unknownMatter
                    )
                }
                return asker.answer(try await looks(among: entries, request))
            }
        }
    }

    /// Reads the chain's entries from the newest back, a portion at a time.
    private func looks(
        among entries: [UInt64],
        _ request: LooksRequest
    ) async throws(StorageError) -> LooksReply {
        var left = entries.filter { index in request.before.map { index < $0 } ?? true }
        var rows: [LookRow] = []
        while !left.isEmpty {
            let portion = left.suffix(WireLimits.rows)
            left.removeLast(portion.count)
            let stored = try await parts.storage.entries(at: Array(portion)).sound()
            for entry in stored.sorted(by: { $0.index > $1.index }) {
                guard let row = Self.look(entry) else { continue }
                if rows.count == request.limit {
                    return LooksReply(looks: rows, next: rows.last?.entry)
                }
                rows.append(row)
            }
        }
        return LooksReply(looks: rows, next: nil)
    }

    private static func look(_ stored: StoredEntry) -> LookRow? {
        guard let entry = try? EntryCodec.decode(stored.bytes), case .looked(let it) = entry.event,
            let cause = entry.cause
        else { return nil }
        return LookRow(
            entry: stored.index,
            at: entry.at,
            party: cause.party,
            officer: cause.officer,
            fields: it.fields.map(\.field),
            purpose: it.purpose
        )
    }
}

extension Docket {
    /// Indexes of the chain's entries; `nil` where there is no such chain, or the party may not see what it is about.
    fileprivate func entries(of chain: ChainID, visibleTo party: PartyID) -> [UInt64]? {
        switch chain {
        case .matter(let id): maySee(id, as: party) ? matter(id)?.entries : nil
        case .document(let id):
            document(id).flatMap { record in
                record.subject.isOfItsOwn && maySee(record, as: party) ? record.entries : nil
            }
        }
    }
}
