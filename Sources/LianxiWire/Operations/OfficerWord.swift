package import LianxiCore
package import LianxiJSON

/// An officer's own word under a request of the office: the member `signed`, beside those the operation has.
///
/// What is signed follows from the request; see *Signed wishes* in the ledger's format.
package struct OfficerWord: WireObject {
    /// The officer's clock, whole seconds.
    package let at: Timestamp
    /// 32 random bytes the salts of the request's texts follow from.
    package let seed: [UInt8]
    /// Base64 of key id and signature.
    package let signature: String

    package init(at: Timestamp, seed: [UInt8], signature: String) {
        self.at = at
        self.seed = seed
        self.signature = signature
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("at", at.json), ("seed", .string(Base64.encode(seed))),
            ("signature", .string(signature)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        at = Timestamp(seconds: try reader.moment("at").seconds)
        seed = try reader.parsed("seed", "base64 of 32 bytes") { text in
            Base64.decode(text).flatMap { $0.count == WireLimits.saltBytes ? $0 : nil }
        }
        signature = try reader.signature()
    }
}

extension JSONReader {
    /// The member `signature`: key id and signature of an Ed25519 key.
    mutating func signature() throws(JSONShapeError) -> String {
        try parsed("signature", "base64 of 68 bytes") { Base64.decode($0)?.count == 68 ? $0 : nil }
    }
}

extension OperationName {
    /// An officer may sign it: it moves responsibility, and has no signature of its own.
    package var isSigned: Bool {
        switch self {
        case .register, .join, .dispatch, .decideObjection, .step, .reorganise, .appoint,
            .meeting, .task, .seat, .lead, .visit, .draftDocument, .documentStep,
            .adoptCalendar, .adoptRoster, .changeRoster, .adoptRoutes, .revoke:
            true
        case .hello, .sync, .receive, .act, .look, .checkpoint, .cosign, .present, .prove,
            .posts, .channel, .looks, .documents, .suggestions, .openDocument, .list, .show,
            .find, .candidates, .entries, .parties, .enrol, .status, .calendar, .statistics,
            .policy, .conference, .sheet, .rosters, .handOver, .propose, .routes, .askErasure,
            .erase, .upload, .attach, .openAttachment, .cases, .invite, .carry, .seal, .due:
            false
        }
    }
}

/// A request's body as it came: what is asked, and an officer's word under it.
package struct SignedOperation: Hashable, Sendable {
    package let operation: DeskOperation
    /// `nil` where nobody signed it.
    package let word: OfficerWord?

    package init(_ operation: DeskOperation, word: OfficerWord? = nil) {
        self.operation = operation
        self.word = word
    }

    /// Reads a body's bytes.
    ///
    /// - Throws: `too-large`, `malformed`, `unknown-operation` or `too-many`, with the place.
    package init(parsing body: [UInt8]) throws(DeskRefusal) {
        guard body.count <= WireLimits.bodyBytes else { throw DeskRefusal(.tooLarge) }
        do {
            try self.init(decoding: JSONValue(parsing: body))
        } catch let error as JSONError {
            throw DeskRefusal(.malformed, message: error.description)
        } catch let refusal as DeskRefusal {
            throw refusal
        } catch {
            preconditionFailure("a body's reading threw \(error)")
        }
    }

    /// Reads a body.
    ///
    /// - Throws: `malformed`, `unknown-operation` or `too-many`, with the path of the member.
    package init(decoding body: JSONValue) throws(DeskRefusal) {
        guard case .object(let object) = body, let signed = object["signed"],
            case .string(let op)? = object["op"], OperationName(rawValue: op)?.isSigned == true
        else {
            self.init(try DeskOperation(decoding: body))
            return
        }
        let word: OfficerWord
        do {
            word = try OfficerWord(decoding: signed)
        } catch {
            let path = error.path.isEmpty ? "signed" : "signed.\(error.path)"
            throw DeskRefusal(.malformed, message: error.description, at: path)
        }
        let rest = object.members.filter { $0.name != "signed" }
            .map { (name: $0.name, value: $0.value) }
        self.init(try DeskOperation(decoding: JSONValue(rest)), word: word)
    }

    package func encode() -> JSONValue { operation.request.encode(signed: word) }
}

extension DeskRequest {
    /// The body with its `op`, and with an officer's word under it.
    package func encode(signed word: OfficerWord?) -> JSONValue {
        guard let word, case .object(let object) = encode() else { return encode() }
        let members = object.members.map { (name: $0.name, value: $0.value) }
        return JSONValue(members + [(name: "signed", value: word.encode())])
    }
}
