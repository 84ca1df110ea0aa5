package import LianxiCore
package import LianxiJSON

/// Registers matters (登记), with the petitioner's data for their dossiers.
///
/// Element `k` is remembered under the request's identifier derived by `k`.
package struct RegisterRequest: DeskRequest {
    package typealias Answer = EntryResultsReply
    package static let operation = OperationName.register

    package let officer: OfficerID
    /// 1…100.
    package let matters: [MatterDraft]

    package init(officer: OfficerID, matters: [MatterDraft]) {
        self.officer = officer
        self.matters = matters
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json), ("matters", JSONValue(matters))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        matters = try reader.objects("matters", 1...WireLimits.registrations)
    }
}

/// A matter as it is to be registered: what the ledger will say of it, and what is to be sealed.
package struct MatterDraft: WireObject {
    /// Drawn at random by the asker.
    package let matter: MatterID
    package let matterClass: MatterClass
    package let purpose: Purpose
    /// Content class, such as `labour`.
    package let subject: String
    /// Place of the problem, at most 64 bytes.
    package let place: String
    package let isUrgent: Bool
    package let piece: PieceDraft
    package let reception: Reception

    package init(
        matter: MatterID,
        matterClass: MatterClass,
        purpose: Purpose,
        subject: String,
        place: String,
        isUrgent: Bool,
        piece: PieceDraft,
        reception: Reception = Reception()
    ) {
        self.matter = matter
        self.matterClass = matterClass
        self.purpose = purpose
        self.subject = subject
        self.place = place
        self.isUrgent = isUrgent
        self.piece = piece
        self.reception = reception
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("reception", reception == Reception() ? nil : reception.encode()),
            ("matter", matter.json), ("class", .string(matterClass.rawValue)),
            ("purpose", .string(purpose.rawValue)), ("subject", .string(subject)),
            ("place", .string(place)), ("urgent", .bool(isUrgent)),
        ] + piece.members
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matter = try reader.identifier("matter")
        matterClass = try reader.choice("class", as: MatterClass.self)
        purpose = try reader.choice("purpose", as: Purpose.self)
        subject = try reader.token("subject")
        place = try reader.string("place", max: WireLimits.labelBytes)
        isUrgent = try reader.bool("urgent")
        piece = try PieceDraft(reading: &reader)
        reception = try reader.optionalValue("reception") ?? Reception()
    }
}

/// A piece as it is to be registered or joined.
package struct PieceDraft: WireObject {
    /// The office's own number for it, 1…64 bytes.
    package let number: String
    package let channel: Channel
    package let receivedAt: Timestamp
    /// How many persons came or signed, 1…1,000,000.
    package let persons: Int
    /// To be sealed, in the order of the fields' names, each once.
    package let dossier: [DossierText]

    package init(
        number: String,
        channel: Channel,
        receivedAt: Timestamp,
        persons: Int,
        dossier: [DossierText]
    ) {
        self.number = number
        self.channel = channel
        self.receivedAt = receivedAt
        self.persons = persons
        self.dossier = dossier.sorted { $0.field < $1.field }
    }

    package var members: [(name: String, value: JSONValue?)] {
        let fields = dossier.map { (name: $0.field, value: JSONValue.string($0.text)) }
        return [
            ("number", .string(number)), ("channel", .string(channel.rawValue)),
            ("received-at", receivedAt.json), ("persons", JSONValue(persons)),
            ("dossier", JSONValue(fields)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        number = try reader.parsed("number", "1 to \(WireLimits.labelBytes) bytes") {
            (1...WireLimits.labelBytes).contains($0.utf8.count) ? $0 : nil
        }
        channel = try reader.choice("channel", as: Channel.self)
        receivedAt = try reader.moment("received-at")
        persons = try reader.count("persons", in: 1...1_000_000)
        let fields = try reader.element("dossier").members(max: WireLimits.fields)
        var dossier: [DossierText] = []
        for (name, element) in fields {
            guard fieldText(name) != nil else {
                throw reader.error("dossier", expected: "names of a-z and -", found: "\"\(name)\"")
            }
            let text = try element.string(max: WireLimits.payloadBytes)
            dossier.append(DossierText(field: name, text: text))
        }
        self.dossier = dossier
    }
}

/// Text for one field of the dossier, in the open; sealed by the daemon.
package struct DossierText: Hashable, Sendable {
    /// 1 to 32 of `a-z` and `-`.
    package let field: String
    /// At most 64 KiB of UTF-8.
    package let text: String

    package init(field: String, text: String) {
        self.field = field
        self.text = text
    }
}

/// Joins a further piece to a matter that is registered already (重件).
package struct JoinRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.join

    package let officer: OfficerID
    package let matter: MatterID
    package let piece: PieceDraft

    package init(officer: OfficerID, matter: MatterID, piece: PieceDraft) {
        self.officer = officer
        self.matter = matter
        self.piece = piece
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json), ("matter", matter.json), ("piece", piece.encode())]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        matter = try reader.identifier("matter")
        piece = try reader.value("piece")
    }
}
