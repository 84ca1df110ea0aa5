/// What a party is called.
package struct PartyName: Hashable, Sendable {
    package let party: PartyID
    package let name: String
    /// Index of the entry that says so.
    package let entry: UInt64

    package init(party: PartyID, name: String, entry: UInt64) {
        self.party = party
        self.name = name
        self.entry = entry
    }
}

extension Sequence<PartyName> {
    /// The names for who reads Chinese; none in English, where parties are shown as commands take them.
    package func words(_ language: Language) -> [PartyID: String] {
        language == .zh ? reduce(into: [:]) { $0[$1.party] = $1.name } : [:]
    }
}
