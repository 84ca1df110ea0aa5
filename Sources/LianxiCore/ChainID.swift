/// What a chain of entries is about: its entries are numbered from 1, and each names the hash of the one before.
package enum ChainID: Hashable, Sendable, CustomStringConvertible {
    case matter(MatterID)
    /// A document of its own: one that was drafted on no matter.
    case document(DocumentID)

    /// The chain in which a document's entries stand: of the matter it was drafted on first, or its own.
    package init(of document: DocumentID, on matter: MatterID?) {
        self = matter.map { .matter($0) } ?? .document(document)
    }

    /// Of what is about a matter, or about a document of its own; `nil` where it is about neither.
    init?(matter: MatterID?, document: DocumentID?) {
        guard let chain = matter.map(Self.matter) ?? document.map(Self.document) else { return nil }
        self = chain
    }

    /// What stands in a matter's place in acts, in the keys of clocks and in those of sealed texts.
    ///
    /// Of a document of its own its identifier; random bytes never meet a matter's.
    package var name: MatterID {
        switch self {
        case .matter(let id): id
        case .document(let id): MatterID(same: id)
        }
    }

    /// `nil` for the chain of a document of its own.
    package var matter: MatterID? {
        if case .matter(let id) = self { id } else { nil }
    }

    /// `nil` for the chain of a matter.
    package var document: DocumentID? {
        if case .document(let id) = self { id } else { nil }
    }

    package var description: String { name.description }
}

extension ClockKey {
    /// The clock of a document of its own.
    package init(document: DocumentID, duty: DutyID) {
        self.init(
            matter: MatterID(same: document),
            assignment: nil,
            duty: duty,
            document: document
        )
    }

    /// In which chain entries about the clock stand; `nil` for the clock of a task.
    package var chain: ChainID? {
        if duty == .agreedTask { return nil }
        if let document, matter == MatterID(same: document) { return .document(document) }
        return .matter(matter)
    }
}
