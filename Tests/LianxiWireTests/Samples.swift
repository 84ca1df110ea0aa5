import Foundation
import LianxiJSON
import Testing

@testable import LianxiWire

/// Files the tests read: schemas with their examples, and bodies named for their mistake.
enum Samples {
    /// A body with the schema it belongs to, such as `sync.request`.
    struct Body: CustomTestStringConvertible, Sendable {
        let schema: String
        let name: String
        let value: JSONValue

        var testDescription: String { "\(schema) \(name)" }
        var operation: OperationName? {
            OperationName(rawValue: String(schema.split(separator: ".")[0]))
        }
        var isRequest: Bool { schema.hasSuffix(".request") }
    }

    static let top = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let pages = top.appending(path: "Sources/LianxiWire/LianxiWire.docc")
    static let schemas = pages.appending(path: "Schemas")
    static let vectors = top.appending(path: "Tests/LianxiWireTests/Vectors")

    static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    static func value(at file: URL) throws -> JSONValue {
        try JSONValue(parsing: Data(contentsOf: file))
    }

    /// The `examples` of every schema.
    static func examples() throws -> [Body] {
        try names(in: schemas).flatMap { name in
            let file = try JSONSerialization.jsonObject(
                with: Data(contentsOf: schemas.appending(path: name))
            )
            let examples = (file as? [String: Any])?["examples"] as? [Any] ?? []
            return try examples.enumerated().map { place, example in
                let bytes = try JSONSerialization.data(withJSONObject: example)
                return Body(
                    schema: String(name.dropLast(".json".count)),
                    name: "example-\(place)",
                    value: try JSONValue(parsing: bytes)
                )
            }
        }
    }

    /// Bodies that both a schema and the program must refuse.
    static func mistakes() throws -> [Body] {
        let folder = vectors.appending(path: "Mistakes")
        return try names(in: folder).flatMap { schema in
            try names(in: folder.appending(path: schema)).map { name in
                Body(
                    schema: schema,
                    name: String(name.dropLast(".json".count)),
                    value: try value(at: folder.appending(path: schema).appending(path: name))
                )
            }
        }
    }

    /// The body as this program writes it after reading it.
    static func again(_ body: Body) throws -> JSONValue {
        if body.isRequest { return try SignedOperation(decoding: body.value).encode() }
        let reply = try DeskReply(decoding: body.value)
        guard case .ok = reply, let operation = body.operation else { return reply.encode() }
        return try operation.answerAgain(reply)
    }
}

extension OperationName {
    fileprivate var requestType: any DeskRequest.Type {
        switch self {
        case .hello: HelloRequest.self
        case .sync: SyncRequest.self
        case .receive: ReceiveRequest.self
        case .act: ActRequest.self
        case .look: LookRequest.self
        case .checkpoint: CheckpointRequest.self
        case .cosign: CosignRequest.self
        case .present: PresentRequest.self
        case .prove: ProveRequest.self
        case .register: RegisterRequest.self
        case .join: JoinRequest.self
        case .dispatch: DispatchRequest.self
        case .decideObjection: DecideObjectionRequest.self
        case .step: StepRequest.self
        case .reorganise: ReorganiseRequest.self
        case .meeting: MeetingRequest.self
        case .task: TaskRequest.self
        case .seat: SeatRequest.self
        case .conference: ConferenceRequest.self
        case .sheet: SheetRequest.self
        case .draftDocument: DraftDocumentRequest.self
        case .documentStep: DocumentStepRequest.self
        case .documents: DocumentsRequest.self
        case .openDocument: OpenDocumentRequest.self
        case .suggestions: SuggestionsRequest.self
        case .lead: LeadRequest.self
        case .visit: VisitRequest.self
        case .cases: CasesRequest.self
        case .due: DueRequest.self
        case .appoint: AppointRequest.self
        case .posts: PostsRequest.self
        case .channel: ChannelRequest.self
        case .looks: LooksRequest.self
        case .list: ListRequest.self
        case .show: ShowRequest.self
        case .find: FindRequest.self
        case .candidates: CandidatesRequest.self
        case .entries: EntriesRequest.self
        case .parties: PartiesRequest.self
        case .enrol: EnrolRequest.self
        case .revoke: RevokeRequest.self
        case .invite: InviteRequest.self
        case .status: StatusRequest.self
        case .calendar: CalendarRequest.self
        case .adoptCalendar: AdoptCalendarRequest.self
        case .statistics: StatisticsRequest.self
        case .policy: PolicyRequest.self
        case .adoptRoster: AdoptRosterRequest.self
        case .changeRoster: ChangeRosterRequest.self
        case .rosters: RostersRequest.self
        case .handOver: HandOverRequest.self
        case .adoptRoutes: AdoptRoutesRequest.self
        case .propose: ProposeRequest.self
        case .routes: RoutesRequest.self
        case .askErasure: AskErasureRequest.self
        case .erase: EraseRequest.self
        case .upload: UploadRequest.self
        case .attach: AttachRequest.self
        case .openAttachment: OpenAttachmentRequest.self
        case .carry: CarryRequest.self
        case .seal: SealRequest.self
        }
    }

    fileprivate func answerAgain(_ reply: DeskReply) throws -> JSONValue {
        func again<Request: DeskRequest>(_ type: Request.Type) throws -> JSONValue {
            DeskReply(try reply.answer(to: type)).encode()
        }
        return try again(requestType)
    }
}
