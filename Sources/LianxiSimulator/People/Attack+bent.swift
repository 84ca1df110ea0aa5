import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiServer
import LianxiWire

// Acts in the hostile department's own name, well signed, and each bent at one place.

extension Attack {
    private enum Bend: CaseIterable {
        case number, order, bytes, gap, role, archived

        var kind: FaultKind {
            switch self {
            case .number: .otherNumber
            case .order: .olderOrder
            case .bytes: .otherBytes
            case .gap: .leftOutNumber
            case .role: .leadsWord
            case .archived: .onArchived
            }
        }
    }

    /// A right act in its own name, on the newest order that another unit has.
    func meddle() async {
        let others = world.ordinaryCharges(of: docket).filter {
            $0.assignment.department != officer.party && !$0.state.isFinal
        }
        // Mostly what it had itself once, and another took over.
        let former = others.filter { record in
            record.formerUnits.contains { $0.department == officer.party }
        }
        guard let record = lot.pick(from: lot.happens(600) && !former.isEmpty ? former : others)
        else { return }
        let isNew = record.state == .dispatched || record.state == .delivered
        await sign(
            Words(
                verb: isNew ? .sign : .progress,
                order: record.order,
                orderHash: record.orderHash,
                matter: record.assignment.matter,
                duty: isNew ? .signature : .notice,
                sequence: docket.lastSequence(of: ConferenceKeys.clerk, in: officer.party) + 1,
                detail: isNew ? nil : "contact"
            ),
            .anothersOrder
        )
    }

    /// An act on what it was handed itself: an older order, other bytes, a number used or left out; what only
    /// the lead may say, or what is archived.
    func bend() async {
        let own = world.ordinaryCharges(of: docket).filter {
            $0.assignment.department == officer.party
        }
        // What is rarely possible goes before the rest.
        let possible = Bend.allCases.filter { bend in own.contains { mayBend($0, bend) } }
        let isRare = possible.contains(.archived) && lot.happens(500)
        guard let bend = isRare ? .archived : lot.pick(from: possible),
            let record = lot.pick(from: own.filter { mayBend($0, bend) })
        else { return }
        let last = docket.lastSequence(of: ConferenceKeys.clerk, in: officer.party)
        let order = bend == .order ? record.dispatch.index : record.order
        let isNew = record.state == .dispatched || record.state == .delivered
        let verb: ActVerb = bend == .role ? .notify : isNew ? .sign : .progress
        await sign(
            Words(
                verb: verb,
                order: order,
                // The older order goes with the newest one's bytes as well as with its own.
                orderHash: bend == .bytes
                    ? .emptyRoot
                    : bend == .order && lot.happens(500)
                        ? record.orderHash : world.inspector.hash(of: order),
                matter: record.assignment.matter,
                duty: verb == .sign ? .signature : .notice,
                // So far ahead that its officer does not get there meanwhile.
                sequence: bend == .number ? last : bend == .gap ? last + 50 : last + 1,
                detail: verb == .progress ? "contact" : verb.form.words.first
            ),
            bend.kind
        )
    }

    private func mayBend(_ record: AssignmentRecord, _ bend: Bend) -> Bool {
        switch bend {
        case .number: docket.lastSequence(of: ConferenceKeys.clerk, in: officer.party) > 0
        case .order: record.order != record.dispatch.index
        case .role: record.assignment.role == .assisting
        // Another procedure handles it, and its state lets the unit go on.
        case .archived:
            record.state == .diverted
                && docket.matter(record.assignment.matter)?.stage == .archived
        case .bytes, .gap: true
        }
    }

    /// A word that another unit's task is done.
    func answerTask() async {
        let others = docket.tasks.filter { $0.lead != officer.party && $0.state == .open }
        guard let task = lot.pick(from: others) else { return }
        await sign(
            Words(
                verb: .fulfil,
                order: task.order,
                orderHash: task.orderHash,
                matter: MatterID(same: task.id),
                duty: .agreedTask,
                sequence: docket.lastSequence(of: ConferenceKeys.clerk, in: officer.party) + 1,
                detail: "done"
            ),
            .anothersTask
        )
    }

    /// A signature for a document that is another's; or for its own, in the version that came before.
    func answerPaper() async {
        let issued = docket.documents(visibleTo: .office, limit: 200, at: world.timeline.moment)
            .views.map(\.record).filter { $0.state == .issued }
        let isOwn = lot.happens(500)
        guard
            let record = lot.pick(
                from: issued.filter { ($0.subject.addressee == officer.party) == isOwn }
            )
        else { return }
        await sign(
            Words(
                verb: .signDocument,
                order: isOwn ? record.draft.index : record.order,
                orderHash: record.orderHash,
                matter: record.chain.name,
                duty: record.subject.kind.duty,
                sequence: docket.lastSequence(of: ConferenceKeys.clerk, in: officer.party) + 1,
                detail: nil
            ),
            isOwn ? .olderDocument : .anothersDocument
        )
    }

    private struct Words {
        let verb: ActVerb
        let order: UInt64
        let orderHash: Digest32
        let matter: MatterID
        let duty: DutyID
        let sequence: UInt64
        let detail: String?
    }

    private func sign(_ words: Words, _ kind: FaultKind) async {
        // What its verb has to say goes with it, or nothing but that would be refused.
        let item =
            words.verb.form.required.contains(.note)
            ? try? DossierItem(
                matter: words.matter,
                field: words.verb.form.field,
                payload: Array("已办结".utf8),
                salt: (0..<32).map { UInt8($0) }
            ) : nil
        let act = Act(
            verb: words.verb,
            order: words.order,
            orderHash: words.orderHash,
            headSize: 0,
            headRoot: .emptyRoot,
            matter: words.matter,
            department: officer.party,
            officer: ConferenceKeys.clerk,
            duty: words.duty,
            ruleSet: world.configuration.ruleSet.id,
            claimedAt: world.timeline.moment,
            sequence: words.sequence,
            detail: words.detail,
            note: item?.reference.commitment
        )
        let key = world.keys.act(officer.party, ConferenceKeys.clerk)
        guard let signed = try? ActBatch.sign([act], origin: ConferenceKeys.origin, by: key),
            let signature = Base64.decode(signed[0].signature)
        else { return }
        let request = ActRequest(
            acts: [signed[0].text],
            signature: signature,
            notes: item.map { [OpenedItem($0)] } ?? []
        )
        world.count.happened(kind)
        _ = try? await officer.desk.client.ask(request)
        if world.inspector.isRecorded(signed[0].text) {
            world.inspector.found(
                .rules,
                "an act of \(officer.party) is recorded: \(kind.rawValue)"
            )
        }
    }
}

extension OpenedItem {
    fileprivate init(_ item: DossierItem) {
        self.init(
            field: item.field,
            matter: item.matter,
            salt: item.salt,
            payload: item.payload
        )
    }
}
