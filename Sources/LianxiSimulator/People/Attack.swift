import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiServer
import LianxiWire

/// What a hostile department tries with its own, admitted key.
struct Attack: Sendable {
    let officer: Officer

    init(_ officer: Officer) { self.officer = officer }

    func run() async throws {
        switch lot.pick(0...9) {
        case 0: await garbage()
        case 1: await pry()
        case 2: await act(as: officer.party, forging: true)
        case 3: await act(as: Cast.departments.first { $0 != officer.party } ?? officer.party)
        case 4: await beTheOffice()
        case 5: await bend()
        case 6: await answerPaper()
        case 7: await answerTask()
        case 8: await meddle()
        default: await flood()
        }
        try Task.checkCancellation()
    }

    var lot: Lot { officer.person.lot }
    var world: World { officer.person.world }
    var docket: Docket { world.inspector.docket }

    /// Any matter there is, whose identifier it could not know.
    private var matterOfOthers: MatterID {
        lot.happens(300)
            ? MatterID(high: Secretary.mark, low: UInt64(lot.pick(1...9)))
            : lot.pick(from: world.ordinaryMatters(of: docket))?.facts.matter
                ?? MatterID(high: 1, low: 1)
    }

    /// One it gave back, and so has no part in any more.
    private var returnedMatter: MatterID? {
        lot.pick(
            from: world.ordinaryCharges(of: docket).filter {
                $0.assignment.department == officer.party && $0.state == .returned
            }
        )?.assignment.matter
    }

    private func garbage() async {
        world.count.happened(.garbage)
        let frames = (0..<lot.pick(1...4)).map { _ in
            (0..<lot.pick(0...64)).map { _ in UInt8(lot.pick(0...255)) }
        }
        await post(frames)
        await post([RequestHeader(id: officer.desk.surroundings.requestID()).encode(), frames[0]])
    }

    /// What it may not see, or no more, must be refused as what is not there.
    ///
    /// What it may see is told by the inspector's books, which know no docket.
    func pry() async {
        let matter =
            lot.happens(500) ? returnedMatter ?? matterOfOthers : matterOfOthers
        let mayLook = world.inspector.holds(officer.party, matter)
        if !mayLook { world.count.happened(.pry) }
        let hadPart =
            docket.matter(matter)?.assignments.contains { id in
                docket.assignment(id)?.assignment.department == officer.party
            } ?? false
        let shown = try? await officer.desk.client.ask(ShowRequest(matter: matter))
        let opened = try? await officer.desk.client.look(into: matter, purpose: "handling")
        if mayLook || world.inspector.holds(officer.party, matter) { return }
        // Its own part it may still see when that is over, but not open the dossier.
        if shown != nil && !hadPart || opened != nil {
            world.inspector.found(
                .secrets,
                "\(officer.party) was shown matter \(matter)"
            )
        }
    }

    /// An act on any order there is; signed with its own key, or not at all.
    private func act(as party: PartyID, forging isForged: Bool = false) async {
        guard let record = lot.pick(from: world.ordinaryCharges(of: docket)) else { return }
        let key = world.keys.act(officer.party, ConferenceKeys.clerk)
        let act = Act(
            verb: .sign,
            order: record.order,
            orderHash: record.orderHash,
            headSize: 0,
            headRoot: .emptyRoot,
            matter: record.assignment.matter,
            department: party,
            officer: ConferenceKeys.clerk,
            duty: .signature,
            ruleSet: world.configuration.ruleSet.id,
            claimedAt: world.timeline.moment,
            sequence: docket.lastSequence(of: ConferenceKeys.clerk, in: party) + 1,
            detail: nil,
            note: nil
        )
        // By hand: who signs for himself signs nothing in another's name.
        let text = ActText.encode(act, origin: ConferenceKeys.origin)
        let batch = ActBatch(origin: ConferenceKeys.origin, texts: [text])
        guard record.assignment.department != officer.party || isForged,
            var signature = Base64.decode(batch.signature(by: key))
        else { return }
        if isForged { signature[signature.count - 1] ^= 1 }
        world.count.happened(isForged ? .forgedSignature : .anothersName)
        let request = ActRequest(acts: [text], signature: signature, notes: [])
        _ = try? await officer.desk.client.ask(request)
        if world.inspector.isRecorded(text) {
            world.inspector.found(.confirmed, "\(officer.party) acted in another's name")
        }
    }

    private func beTheOffice() async {
        world.count.happened(.officesOperation)
        let request = RevokeRequest(party: Cast.labour)
        if (try? await officer.desk.client.ask(request)) != nil {
            world.inspector.found(.secrets, "\(officer.party) revoked a party")
        }
        if (try? await officer.desk.client.ask(StatusRequest())) != nil {
            world.inspector.found(.secrets, "\(officer.party) read the status")
        }
    }

    /// Many requests at once, none of which it waits for.
    private func flood() async {
        world.count.happened(.flood)
        for _ in 0..<lot.pick(10...60) {
            await post(
                RequestMessage(id: officer.desk.surroundings.requestID(), SyncRequest(after: 0))
                    .frames
            )
        }
    }

    /// Sends frames and does not wait for an answer.
    private func post(_ frames: [[UInt8]]) async {
        _ = try? await officer.desk.socket.request(
            frames,
            id: officer.desk.surroundings.requestID(),
            timeoutMilliseconds: 0
        )
    }
}
