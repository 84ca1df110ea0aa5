package import LianxiCore
package import LianxiJSON

/// Asks which matters may be the same as one about to be registered; for the office.
package struct CandidatesRequest: DeskRequest {
    package typealias Answer = CandidatesReply
    package static let operation = OperationName.candidates

    package let subject: String
    package let place: String
    /// As it would stand in the dossier; compared with what was registered, and kept nowhere.
    package let petitioner: String?

    package init(subject: String, place: String, petitioner: String? = nil) {
        self.subject = subject
        self.place = place
        self.petitioner = petitioner
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("subject", .string(subject)), ("place", .string(place)),
            ("petitioner", petitioner.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        subject = try reader.token("subject")
        place = try reader.string("place", max: WireLimits.labelBytes)
        petitioner = try reader.optionalString("petitioner", max: WireLimits.payloadBytes)
    }
}

/// The matters that may be the same; empty when there is none.
package struct CandidatesReply: WireObject {
    /// Those of the same petitioner first, then the newest first; at most 50.
    package let matters: [CandidateRow]

    package init(matters: [CandidateRow]) { self.matters = matters }

    package var members: [(name: String, value: JSONValue?)] { [("matters", JSONValue(matters))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matters = try reader.objects("matters", 0...WireLimits.candidates)
    }
}

/// A matter that may be the same, and why.
package struct CandidateRow: WireObject {
    /// What is the same.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        case petitioner
        /// Place and subject.
        case place
    }

    package let matter: MatterID
    /// The first piece's number.
    package let number: String
    package let matterClass: MatterClass
    package let stage: MatterStage
    /// 1 or 2.
    package let reasons: [Reason]

    package init(_ record: MatterRecord, because reasons: [Reason]) {
        matter = record.facts.matter
        number = record.facts.piece.number
        matterClass = record.facts.matterClass
        stage = record.stage
        self.reasons = reasons
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("matter", matter.json), ("number", .string(number)),
            ("class", .string(matterClass.rawValue)), ("stage", .string(stage.rawValue)),
            ("reason", .array(reasons.map { .string($0.rawValue) })),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matter = try reader.identifier("matter")
        number = try reader.string("number", max: WireLimits.labelBytes)
        matterClass = try reader.choice("class", as: MatterClass.self)
        stage = try reader.choice("stage", as: MatterStage.self)
        reasons = try reader.list("reason", 1...Reason.allCases.count) {
            (element) throws(JSONShapeError) in
            try element.parsed("petitioner or place") { Reason(rawValue: $0) }
        }
    }
}
