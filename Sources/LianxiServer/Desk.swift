import LianxiCore
import LianxiLedger
import LianxiOffice
import LianxiWire
import Logging
import Synchronization

/// Reads requests: what cannot be done for its form or its asker is refused here, and the rest put
/// into words the engine understands.
///
/// Holds no state of its own.
struct Desk: Sendable {
    let configuration: ServerConfiguration
    let parts: ServerParts
    let bulletin: Bulletin
    let randomness: Randomness
    let roots: KnownRoots
    let witnesses: Witnesses
    let endpoints: Endpoints
    let epoch: Epoch
    let counters: Counters
    let heard: Heard
    /// `nil` where no papers are kept.
    let papers: AttachmentDesk?
    /// When this run began, by the server's clock.
    let began: Timestamp

    init(
        configuration: ServerConfiguration,
        parts: ServerParts,
        surroundings: EngineSurroundings,
        witnesses: Witnesses,
        epoch: Epoch
    ) {
        self.configuration = configuration
        self.parts = parts
        bulletin = surroundings.bulletin
        randomness = surroundings.randomness
        roots = KnownRoots(storage: parts.storage, bulletin: surroundings.bulletin)
        endpoints = Endpoints(configuration)
        self.epoch = epoch
        self.witnesses = witnesses
        counters = Counters()
        heard = surroundings.heard
        papers = AttachmentDesk(
            configuration: configuration,
            parts: parts,
            surroundings: surroundings
        )
        began = heard.since
    }

    /// Says what is to be done with a message.
    ///
    /// Every message gets exactly one reading.
    ///
    /// - Throws: `StorageError` when the store could not be read, which ends the server.
    func read(_ message: DeskMessage) async throws(StorageError) -> Reading {
        let route = message.route
        switch DeskInput(message.frames) {
        case .unreadable:
            counters.dropped.add(1, ordering: .relaxed)
            return .reply(Outgoing(route: route, frames: []))
        case .refused(let id, let refusal):
            return refuse(refusal, route, id)
        case .operation(let id, let asked):
            guard let party = bulletin.party(message.party) else {
                return refuse(DeskRefusal(.partyRevoked), route, id)
            }
            heard.note(party.id, at: parts.clock.now())
            var asker = Asker(route: route, request: id, party: party)
            do throws(DeskRefusal) {
                if let word = asked.word { try take(word, under: asked.operation, &asker) }
            } catch {
                return refuse(error, route, id)
            }
            return try await read(asked.operation, of: asker)
        }
    }

    private func refuse(
        _ refusal: DeskRefusal,
        _ route: ReplyRoute,
        _ id: RequestID
    ) -> Reading {
        counters.refused.add(1, ordering: .relaxed)
        return .reply(Outgoing(route, ReplyMessage(id: id, .refused(refusal))))
    }

    private func read(
        _ operation: DeskOperation,
        of asker: Asker
    ) async throws(StorageError) -> Reading {
        do {
            return try await handle(operation, of: asker)
        } catch {
            switch error {
            case .refused(let refusal): return refuse(refusal, asker.route, asker.request)
            case .storage(let error): throw error
            }
        }
    }

    /// Why a request came to nothing.
    enum Failure: Error {
        case refused(DeskRefusal)
        case storage(StorageError)

        static func refused(_ refusal: Refusal, at path: String? = nil) -> Self {
            .refused(DeskRefusal(refusal, at: path))
        }
    }

    private func handle(
        _ operation: DeskOperation,
        of asker: Asker
    ) async throws(Failure) -> Reading {
        guard operation.name.isAllowed(for: asker.party.kind) else { throw .refused(.notPermitted) }
        switch operation {
        case .hello(let request): return try hello(request, asker)
        case .sync(let request): return sync(request, asker)
        case .entries(let request): return entries(request, asker)
        case .checkpoint(let request): return checkpoint(request, asker)
        case .cosign(let request): return try cosign(request, asker)
        case .present(let request): return try await present(request, asker)
        case .prove(let request): return prove(request, asker)
        case .receive(let request): return receive(request, asker)
        case .act(let request): return try await act(request, asker)
        case .look(let request): return look(request, asker)
        case .register(let request): return try register(request, asker)
        case .join(let request): return try submitOne(request, asker)
        case .dispatch(let request): return try dispatch(request, asker)
        case .decideObjection(let request): return decideObjection(request, asker)
        case .step(let request): return try submitOne(request, asker)
        case .reorganise(let request): return try submitOne(request, asker)
        case .meeting(let request): return try submitOne(request, asker)
        case .task(let request): return try submitOne(request, asker)
        case .seat(let request): return try submitOne(request, asker)
        case .conference: return conference(asker)
        case .sheet(let request): return sheet(request, asker)
        case .lead(let request): return try submitOne(request, asker)
        case .visit(let request): return try submitOne(request, asker)
        case .cases(let request): return cases(request, asker)
        case .appoint(let request): return try submitOne(request, asker)
        case .posts(let request): return posts(request, asker)
        case .channel(let request): return channel(request, asker)
        case .looks(let request): return looks(request, asker)
        case .draftDocument(let request): return try draftDocument(request, asker)
        case .documentStep(let request): return try await documentStep(request, asker)
        case .documents(let request): return documents(request, asker)
        case .openDocument(let request): return openDocument(request, asker)
        case .suggestions: return suggestions(asker)
        case .enrol(let request): return try enrol(request, asker)
        case .revoke(let request): return try submitOne(request, asker)
        case .invite(let request): return try invite(request, asker)
        case .list(let request): return list(request, asker)
        case .show(let request): return show(request, asker)
        case .find(let request): return find(request, asker)
        case .candidates(let request): return try await candidates(request, asker)
        case .parties: return parties(asker)
        case .names(let request): return names(request, asker)
        case .status: return status(asker)
        case .calendar: return calendar(asker)
        case .adoptCalendar(let request): return adoptCalendar(request, asker)
        case .statistics(let request): return statistics(request, asker)
        case .policy(let request): return policy(request, asker)
        case .adoptRoster(let request): return try submitOne(request, asker)
        case .changeRoster(let request): return changeRoster(request, asker)
        case .rosters(let request): return rosters(request, asker)
        case .handOver(let request): return handOver(request, asker)
        case .adoptRoutes(let request): return try submitOne(request, asker)
        case .propose(let request): return propose(request, asker)
        case .routes(let request): return routes(request, asker)
        case .due(let request): return due(request, asker)
        case .carry(let request): return try await carry(request, asker)
        case .seal(let request): return try seal(request, asker)
        case .askErasure(let request): return try askErasure(request, asker)
        case .erase(let request): return try await erase(request, asker)
        case .upload(let request): return try upload(request, asker)
        case .attach(let request): return try attach(request, asker)
        case .openAttachment(let request): return try await openAttachment(request, asker)
        }
    }
}

/// Who asks, and the way back.
struct Asker: Sendable {
    let route: ReplyRoute
    let request: RequestID
    let party: Party
    /// What the salts of the request's texts follow from, where an officer signed it.
    var seed: [UInt8]?
    /// What he signed, element by element; empty where nobody did.
    var signed: [[SignedWish]] = []
    /// The office asks for the party, which has no network; the answer says so.
    var isCarried = false

    var id: PartyID { party.id }

    func cause(officer: OfficerID? = nil, element: Int = 0) -> Cause {
        Cause(
            party: id,
            officer: officer,
            request: request.derived(element),
            signed: signed.indices.contains(element) ? signed[element].first?.signed : nil
        )
    }

    func answer(_ answer: some WireObject, items: [[UInt8]] = []) -> Outgoing {
        let reply =
            isCarried ? DeskReply(CarryReply(answer: answer.encode())) : DeskReply(answer)
        return Outgoing(route, ReplyMessage(id: request, reply, items: items))
    }

    func refuse(_ refusal: Refusal) -> Outgoing {
        Outgoing(route, ReplyMessage(id: request, DeskReply(refusal)))
    }
}

extension Outgoing {
    init(_ route: ReplyRoute, _ message: ReplyMessage) {
        self.init(route: route, frames: message.frames)
    }
}
