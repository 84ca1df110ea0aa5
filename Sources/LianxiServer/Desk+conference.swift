import LianxiCore
import LianxiLedger
import LianxiWire

// How the conference stands, as each party may see it.

extension Desk {
    /// A member sees the meetings it was told of, and what was agreed that it, or a unit it took the place
    /// of, leads or assists.
    func conference(_ asker: Asker) -> Reading {
        let kind = asker.party.kind
        return asker.question { docket, now in
            let isMember = kind == .department
            let meetings = docket.meetings.filter { !isMember || $0.wasTold(asker.id) }
            let agreed = docket.meetings.flatMap(\.agreed).filter {
                $0.replacedBy == nil && (!isMember || docket.concerns($0, asker.id, at: now))
            }
            let proposed = kind == .office ? docket.proposedItems(at: now) : []
            let members = docket.members(on: now.civilDate)
            let rows = meetings.suffix(WireLimits.shownMeetings).map(MeetingRow.init)
            let items = proposed.prefix(WireLimits.rows).map {
                (docket.row($0), docket.about($0.item))
            }
            let stands = agreed.suffix(WireLimits.rows).map { (docket.row($0, at: now), $0) }
            return { () throws(StorageError) in
                var texts = Texts(desk: self)
                // The newest first: where there is not room for all texts, they have it.
                var told: [AgreedRow] = []
                for (row, item) in stands.reversed() {
                    told.append(row.with(reports: [], text: try await texts.text(of: item)))
                }
                var open: [ItemRow] = []
                for (row, item) in items {
                    open.append(row.with(text: try await texts.text(of: item)))
                }
                return asker.answer(
                    ConferenceReply(
                        parties: members,
                        meetings: rows,
                        proposed: open,
                        agreed: told.reversed()
                    )
                )
            }
        }
    }

    func sheet(_ request: SheetRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            let sheet = MeetingSheet(of: request.meeting, for: asker.party, in: docket, at: now)
            return { () throws(StorageError) in
                guard let sheet else { return asker.refuse(.unknownMeeting) }
                var texts = Texts(desk: self)
                return asker.answer(try await sheet.reply(&texts))
            }
        }
    }

    /// Opens sealed texts of meetings and tasks, as many as one answer may hold.
    ///
    /// They hold no personal data, so that a reading is not recorded. Beyond the bound a text is left out.
    struct Texts {
        let desk: Desk
        private var bytes = 0
        private var keys: [MatterID: [UInt8]] = [:]

        init(desk: Desk) { self.desk = desk }

        /// What was agreed; `nil` without an item.
        mutating func text(of item: AgreedItem?) async throws(StorageError) -> String? {
            guard let item else { return nil }
            return try await text(
                item.text,
                "agreed",
                under: MatterID(same: item.reference.meeting)
            )
        }

        mutating func text(
            _ commitment: Digest32?,
            _ field: String,
            under name: MatterID
        ) async throws(StorageError) -> String? {
            guard let commitment else { return nil }
            if keys[name] == nil { keys[name] = try await desk.parts.dossierKeys.key(of: name) }
            guard let key = keys[name],
                let sealed = try await desk.parts.storage.sealedItem(commitment),
                let item = try? DossierItem.open(sealed, field: field, key: key),
                bytes + item.payload.count <= ServerLimits.shownDossierBytes
            else { return nil }
            bytes += item.payload.count
            return String(decoding: item.payload, as: UTF8.self)
        }
    }
}

/// One meeting as a party may see it, before its texts are opened.
private struct MeetingSheet: Sendable {
    let meeting: MeetingRecord
    let items: [ItemRow]
    let agreed: [(row: AgreedRow, item: AgreedItem, reports: [TaskRecord.Report])]
    /// It took part, or is no member but the office or the convenor: it sees the minutes and all answers.
    let isWhole: Bool
    let party: PartyID

    /// `nil` where there is no such meeting, or the party may not know of it.
    init?(
        of id: MeetingID,
        for party: Party,
        in docket: borrowing Docket,
        at now: Timestamp
    ) {
        guard let meeting = docket.meeting(id) else { return nil }
        let isMember = party.kind == .department
        let isWhole = !isMember || meeting.participants.contains(party.id)
        let agreed = meeting.agreed.filter { isWhole || docket.concerns($0, party.id, at: now) }
        guard isWhole || meeting.wasTold(party.id) || !agreed.isEmpty else { return nil }
        self.meeting = meeting
        self.isWhole = isWhole
        self.party = party.id
        let isOffice = party.kind == .office
        let isTold = !isMember || meeting.wasTold(party.id)
        let visible = meeting.items.filter {
            isTold && (isOffice || docket.maySee($0, as: party.id))
        }
        items = visible.map { docket.row($0) }
        var rows: [(row: AgreedRow, item: AgreedItem, reports: [TaskRecord.Report])] = []
        for item in agreed {
            let maySeeReports =
                isOffice || item.lead == party.id || docket.lead(of: item, at: now) == party.id
            let reports = item.task.flatMap { docket.task($0) }?.reports ?? []
            rows.append(
                (
                    docket.row(item, at: now), item,
                    maySeeReports ? Array(reports.suffix(ReportRow.most)) : []
                )
            )
        }
        self.agreed = rows
    }

    func reply(_ texts: inout Desk.Texts) async throws(StorageError) -> SheetReply {
        let name = MatterID(same: meeting.id)
        let minutes = isWhole ? try await minutes(under: name, &texts) : []
        var items: [ItemRow] = []
        for row in self.items {
            let text = try await texts.text(row.item.title, "item", under: name)
            items.append(row.with(text: text))
        }
        let isFull = isWhole
        return SheetReply(
            meeting: MeetingRow(meeting),
            items: items,
            told: isFull ? meeting.notices.map(\.party) : [],
            replies: meeting.replies.filter { isFull || $0.party == party }
                .map(AttendanceRow.init),
            attendance: meeting.attendance.filter { isFull || $0.party == party }
                .map(AttendanceRow.init),
            confirmations: meeting.confirmations.filter { isFull || $0.party == party }
                .map(AttendanceRow.init),
            chair: meeting.chair,
            agreed: try await agreed(under: name, &texts),
            minutes: minutes,
            unsigned: isFull && !meeting.minutes.isEmpty ? meeting.unsigned : [],
            approval: meeting.approval
        )
    }

    private func minutes(
        under name: MatterID,
        _ texts: inout Desk.Texts
    ) async throws(StorageError) -> [MinutesRow] {
        var rows: [MinutesRow] = []
        for (place, record) in meeting.minutes.suffix(WireLimits.shownMeetings).enumerated() {
            var signatures: [MinutesRow.Signature] = []
            for it in record.signatures {
                let text = try await texts.text(it.note, "dissent", under: name)
                signatures.append(MinutesRow.Signature(it, text: text))
            }
            let isLast = place == min(meeting.minutes.count, WireLimits.shownMeetings) - 1
            let text = isLast ? try await texts.text(record.sealed, "minutes", under: name) : nil
            rows.append(MinutesRow(record, signatures: signatures, text: text))
        }
        return rows
    }

    private func agreed(
        under name: MatterID,
        _ texts: inout Desk.Texts
    ) async throws(StorageError) -> [AgreedRow] {
        var rows: [AgreedRow] = []
        for (row, item, reports) in agreed {
            var told: [ReportRow] = []
            for report in reports {
                let task = item.task.map { MatterID(same: $0) } ?? name
                let text = try await texts.text(report.note, "report", under: task)
                told.append(ReportRow(report, text: text))
            }
            rows.append(row.with(reports: told, text: try await texts.text(of: item)))
        }
        return rows
    }
}

extension MeetingRecord {
    /// The party had a notice of it.
    fileprivate func wasTold(_ party: PartyID) -> Bool { notices.contains { $0.party == party } }
}

extension Docket {
    fileprivate func row(_ it: ProposedItem) -> ItemRow { row(it.item, it.since, it.owed) }

    /// What an earlier meeting agreed that the item is about.
    fileprivate func about(_ item: MeetingItem) -> AgreedItem? {
        item.about.flatMap { about in
            meeting(about.meeting)?.agreed.first { $0.reference == about }
        }
    }

    fileprivate func row(
        _ item: MeetingItem,
        _ since: CivilDate? = nil,
        _ owed: ProposedItem.Owed? = nil
    ) -> ItemRow {
        ItemRow(
            item,
            matterNumber: item.matter.flatMap(number),
            documentTitle: item.document.flatMap(title),
            meetingNumber: item.about.flatMap { meeting($0.meeting)?.number },
            since: since,
            owed: owed
        )
    }

    fileprivate func row(_ item: AgreedItem, at now: Timestamp) -> AgreedRow {
        let lead = lead(of: item, at: now)
        return AgreedRow(
            item,
            successor: lead == item.lead ? nil : lead,
            progress: progress(of: item, at: now),
            due: item.task.flatMap { clock(ClockKey(task: $0)) }?.start.dates.legal,
            matterNumber: item.matter.flatMap(number),
            documentTitle: item.document.flatMap(title)
        )
    }

    private func title(_ document: DocumentID) -> DocumentTitle? {
        guard let record = self.document(document), let number = record.number else { return nil }
        return DocumentTitle(number: number.text, kind: record.subject.kind)
    }

    private func number(_ matter: MatterID) -> String? {
        self.matter(matter)?.facts.piece.number
    }
}
