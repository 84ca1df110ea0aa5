import LianxiCore
package import LianxiJSON

/// A request's body, whichever operation it is.
package enum DeskOperation: Hashable, Sendable {
    case hello(HelloRequest)
    case sync(SyncRequest)
    case receive(ReceiveRequest)
    case act(ActRequest)
    case look(LookRequest)
    case checkpoint(CheckpointRequest)
    case cosign(CosignRequest)
    case present(PresentRequest)
    case prove(ProveRequest)
    case register(RegisterRequest)
    case join(JoinRequest)
    case dispatch(DispatchRequest)
    case decideObjection(DecideObjectionRequest)
    case step(StepRequest)
    case reorganise(ReorganiseRequest)
    case meeting(MeetingRequest)
    case task(TaskRequest)
    case seat(SeatRequest)
    case conference(ConferenceRequest)
    case sheet(SheetRequest)
    case lead(LeadRequest)
    case visit(VisitRequest)
    case cases(CasesRequest)
    case appoint(AppointRequest)
    case posts(PostsRequest)
    case channel(ChannelRequest)
    case looks(LooksRequest)
    case draftDocument(DraftDocumentRequest)
    case documentStep(DocumentStepRequest)
    case documents(DocumentsRequest)
    case openDocument(OpenDocumentRequest)
    case suggestions(SuggestionsRequest)
    case list(ListRequest)
    case show(ShowRequest)
    case find(FindRequest)
    case candidates(CandidatesRequest)
    case entries(EntriesRequest)
    case parties(PartiesRequest)
    case enrol(EnrolRequest)
    case revoke(RevokeRequest)
    case invite(InviteRequest)
    case status(StatusRequest)
    case calendar(CalendarRequest)
    case adoptCalendar(AdoptCalendarRequest)
    case statistics(StatisticsRequest)
    case policy(PolicyRequest)
    case adoptRoster(AdoptRosterRequest)
    case changeRoster(ChangeRosterRequest)
    case rosters(RostersRequest)
    case handOver(HandOverRequest)
    case adoptRoutes(AdoptRoutesRequest)
    case propose(ProposeRequest)
    case routes(RoutesRequest)
    case askErasure(AskErasureRequest)
    case erase(EraseRequest)
    case upload(UploadRequest)
    case attach(AttachRequest)
    case openAttachment(OpenAttachmentRequest)
    case carry(CarryRequest)
    case seal(SealRequest)
    case due(DueRequest)

    /// The body as a request.
    package var request: any DeskRequest {
        switch self {
        case .hello(let it): it
        case .sync(let it): it
        case .receive(let it): it
        case .act(let it): it
        case .look(let it): it
        case .checkpoint(let it): it
        case .cosign(let it): it
        case .present(let it): it
        case .prove(let it): it
        case .register(let it): it
        case .join(let it): it
        case .dispatch(let it): it
        case .decideObjection(let it): it
        case .step(let it): it
        case .reorganise(let it): it
        case .meeting(let it): it
        case .task(let it): it
        case .seat(let it): it
        case .conference(let it): it
        case .sheet(let it): it
        case .lead(let it): it
        case .visit(let it): it
        case .cases(let it): it
        case .appoint(let it): it
        case .posts(let it): it
        case .channel(let it): it
        case .looks(let it): it
        case .draftDocument(let it): it
        case .documentStep(let it): it
        case .documents(let it): it
        case .openDocument(let it): it
        case .suggestions(let it): it
        case .list(let it): it
        case .show(let it): it
        case .find(let it): it
        case .candidates(let it): it
        case .entries(let it): it
        case .parties(let it): it
        case .enrol(let it): it
        case .revoke(let it): it
        case .invite(let it): it
        case .carry(let it): it
        case .seal(let it): it
        case .due(let it): it
        case .status(let it): it
        case .calendar(let it): it
        case .adoptCalendar(let it): it
        case .statistics(let it): it
        case .policy(let it): it
        case .adoptRoster(let it): it
        case .changeRoster(let it): it
        case .rosters(let it): it
        case .handOver(let it): it
        case .adoptRoutes(let it): it
        case .propose(let it): it
        case .routes(let it): it
        case .askErasure(let it): it
        case .erase(let it): it
        case .upload(let it): it
        case .attach(let it): it
        case .openAttachment(let it): it
        }
    }

    package var name: OperationName { type(of: request).operation }

    package func encode() -> JSONValue { request.encode() }

    /// Reads a body.
    ///
    /// - Throws: `malformed`, `unknown-operation` or `too-many`, with the path of the member.
    package init(decoding body: JSONValue) throws(DeskRefusal) {
        guard case .object(let object) = body, case .string(let op)? = object["op"] else {
            throw DeskRefusal(.malformed, message: "expected an object with a member op", at: "op")
        }
        guard let name = OperationName(rawValue: op) else {
            throw DeskRefusal(.unknownOperation, at: "op")
        }
        if let batch = name.batch, case .array(let elements)? = object[batch.member],
            elements.count > batch.most
        {
            let found = "at most \(batch.most) elements, found \(elements.count)"
            throw DeskRefusal(.tooMany, message: found, at: batch.member)
        }
        do {
            self = try Self.read(name, body)
        } catch {
            throw DeskRefusal(
                .malformed,
                message: error.description,
                at: error.path.isEmpty ? nil : error.path
            )
        }
    }

    private static func read(
        _ name: OperationName,
        _ body: JSONValue
    ) throws(JSONShapeError) -> DeskOperation {
        switch name {
        case .hello: .hello(try HelloRequest(decoding: body))
        case .sync: .sync(try SyncRequest(decoding: body))
        case .receive: .receive(try ReceiveRequest(decoding: body))
        case .act: .act(try ActRequest(decoding: body))
        case .look: .look(try LookRequest(decoding: body))
        case .checkpoint: .checkpoint(try CheckpointRequest(decoding: body))
        case .cosign: .cosign(try CosignRequest(decoding: body))
        case .present: .present(try PresentRequest(decoding: body))
        case .prove: .prove(try ProveRequest(decoding: body))
        case .register: .register(try RegisterRequest(decoding: body))
        case .join: .join(try JoinRequest(decoding: body))
        case .dispatch: .dispatch(try DispatchRequest(decoding: body))
        case .decideObjection: .decideObjection(try DecideObjectionRequest(decoding: body))
        case .step: .step(try StepRequest(decoding: body))
        case .reorganise: .reorganise(try ReorganiseRequest(decoding: body))
        case .meeting: .meeting(try MeetingRequest(decoding: body))
        case .task: .task(try TaskRequest(decoding: body))
        case .seat: .seat(try SeatRequest(decoding: body))
        case .conference: .conference(try ConferenceRequest(decoding: body))
        case .sheet: .sheet(try SheetRequest(decoding: body))
        case .lead: .lead(try LeadRequest(decoding: body))
        case .visit: .visit(try VisitRequest(decoding: body))
        case .cases: .cases(try CasesRequest(decoding: body))
        case .appoint: .appoint(try AppointRequest(decoding: body))
        case .posts: .posts(try PostsRequest(decoding: body))
        case .channel: .channel(try ChannelRequest(decoding: body))
        case .looks: .looks(try LooksRequest(decoding: body))
        case .draftDocument: .draftDocument(try DraftDocumentRequest(decoding: body))
        case .documentStep: .documentStep(try DocumentStepRequest(decoding: body))
        case .documents: .documents(try DocumentsRequest(decoding: body))
        case .openDocument: .openDocument(try OpenDocumentRequest(decoding: body))
        case .suggestions: .suggestions(try SuggestionsRequest(decoding: body))
        case .list: .list(try ListRequest(decoding: body))
        case .show: .show(try ShowRequest(decoding: body))
        case .find: .find(try FindRequest(decoding: body))
        case .candidates: .candidates(try CandidatesRequest(decoding: body))
        case .entries: .entries(try EntriesRequest(decoding: body))
        case .parties: .parties(try PartiesRequest(decoding: body))
        case .enrol: .enrol(try EnrolRequest(decoding: body))
        case .revoke: .revoke(try RevokeRequest(decoding: body))
        case .invite: .invite(try InviteRequest(decoding: body))
        case .status: .status(try StatusRequest(decoding: body))
        case .calendar: .calendar(try CalendarRequest(decoding: body))
        case .adoptCalendar: .adoptCalendar(try AdoptCalendarRequest(decoding: body))
        case .statistics: .statistics(try StatisticsRequest(decoding: body))
        case .policy: .policy(try PolicyRequest(decoding: body))
        case .adoptRoster: .adoptRoster(try AdoptRosterRequest(decoding: body))
        case .changeRoster: .changeRoster(try ChangeRosterRequest(decoding: body))
        case .rosters: .rosters(try RostersRequest(decoding: body))
        case .handOver: .handOver(try HandOverRequest(decoding: body))
        case .adoptRoutes: .adoptRoutes(try AdoptRoutesRequest(decoding: body))
        case .propose: .propose(try ProposeRequest(decoding: body))
        case .routes: .routes(try RoutesRequest(decoding: body))
        case .askErasure: .askErasure(try AskErasureRequest(decoding: body))
        case .erase: .erase(try EraseRequest(decoding: body))
        case .upload: .upload(try UploadRequest(decoding: body))
        case .attach: .attach(try AttachRequest(decoding: body))
        case .carry: .carry(try CarryRequest(decoding: body))
        case .seal: .seal(try SealRequest(decoding: body))
        case .due: .due(try DueRequest(decoding: body))
        case .openAttachment: .openAttachment(try OpenAttachmentRequest(decoding: body))
        }
    }
}
