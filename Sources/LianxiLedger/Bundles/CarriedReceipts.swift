package import LianxiCore

/// The signed statement by which a unit without a network says that it has these orders.
///
/// On the wire the connection's key says so; in a bundle an act key does.
package struct CarriedReceipts: Hashable, Sendable {
    package let origin: String
    package let party: PartyID
    /// Indexes and leaf hashes of the orders, in the order they are carried.
    package let orders: [Confirmation.Line]

    package init(origin: String, party: PartyID, orders: [Confirmation.Line]) {
        self.origin = origin
        self.party = party
        self.orders = orders
    }

    /// What is signed.
    package var text: [UInt8] {
        var text = TextWriter(capacity: 128 + 64 * orders.count)
        text.line(SignedStatement.receipts)
        text.line("log", origin)
        text.line("party", party.text)
        for order in orders { text.line("order", order.index, order.hash) }
        return text.finishBytes()
    }

    /// Whether the note is exactly this, signed by one of the keys.
    package func isSigned(by keys: [VerifierKey], in note: [UInt8]) -> Bool {
        guard let note = try? SignedNote(parsing: note), note.text == text else { return false }
        return (try? note.verified(by: keys)) != nil
    }
}
