package import LianxiCore
package import LianxiLedger

extension ActDesk {
    /// A document as the feed shows it: the newest entry that acts must answer, and under which duty.
    struct KnownDocument {
        /// In the shape of an assignment: what is answered, and what acts are kept under.
        let order: InboxAssignment
        let ruleSet: DataSetID
        let duty: DutyID
    }

    /// The document an item of the feed is about.
    ///
    /// - Parameter reference: The feed number of any item about it.
    /// - Returns: Its newest order.
    /// - Throws: ``ActMistake/unknownNumber(_:)`` when that item is about no document we may answer.
    func document(_ reference: AssignmentReference) async throws(ActMistake) -> KnownDocument {
        guard case .number(let number) = reference else {
            throw .unreadable("a document is named by its number in the inbox")
        }
        do {
            guard let item = try await inbox.items(after: number - 1, limit: 1).first,
                item.number == number, let named = item.documented
            else { throw ActMistake.unknownNumber(number) }
            let chain = named.chain(of: named.move.document)
            let matter = chain.name
            let items = try await inbox.items(on: named.move.document, in: chain)
            guard let subject = items.lazy.compactMap({ $0.documented?.subject }).first,
                let newest = items.last(where: { $0.documented?.isOrder == true }),
                let order = newest.documented
            else { throw ActMistake.unknownNumber(number) }
            return KnownDocument(
                order: InboxAssignment(
                    id: AssignmentID(
                        high: order.move.document.high,
                        low: order.move.document.low
                    ),
                    matter: matter,
                    order: newest.index,
                    orderHash: newest.hash,
                    role: .lead,
                    kind: .assigned,
                    state: .delivered,
                    changedBy: newest.number,
                    details: []
                ),
                ruleSet: order.ruleSet,
                duty: subject.kind.duty
            )
        } catch let mistake as ActMistake {
            throw mistake
        } catch {
            throw .unreadable("\(error)")
        }
    }

    func draft(_ wish: ActWish, on document: KnownDocument) throws(ActMistake) -> Draft {
        let dated = wish.dated(surroundings.now().civilDate)
        return Draft(
            assignment: document.order,
            ruleSet: document.ruleSet,
            duty: document.duty,
            wish: dated,
            note: try note(dated, document.order.matter)
        )
    }
}

extension AgentInbox {
    /// The document's items in order.
    package func items(
        on document: DocumentID,
        in chain: ChainID
    ) async throws(StorageError) -> [InboxItem] {
        let items = try await items(of: chain.name)
        return items.filter { $0.documented?.move.document == document }
            .sorted { $0.number < $1.number }
    }

    /// The feed number of what a unit signs or answers of the document now; `nil` where it asks for nothing.
    package func newestOrder(
        on document: DocumentID,
        in chain: ChainID
    ) async throws(StorageError) -> UInt64? {
        try await items(on: document, in: chain).last { $0.documented?.isOrder == true }?.number
    }
}

extension InboxItem {
    /// The step on a document it tells of; `nil` when it tells of something else.
    var documented: Documented? {
        guard case .documented(let it)? = (try? EntryCodec.decode(bytes))?.event else {
            return nil
        }
        return it
    }
}

extension Documented {
    fileprivate func chain(of document: DocumentID) -> ChainID { ChainID(of: document, on: matter) }

    /// Acts must answer this entry from now on.
    fileprivate var isOrder: Bool {
        switch move.step {
        case .drafted, .issued, .refused, .rebound: true
        case .accepted, .voided, .released, .copied, .recalled: false
        }
    }
}
