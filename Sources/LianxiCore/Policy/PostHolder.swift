/// A person in a post at the time something was recorded.
package struct PostHolder: Hashable, Sendable {
    package let party: PartyID
    package let post: OfficerID
    package let person: Person

    package init(party: PartyID, post: OfficerID, person: Person) {
        self.party = party
        self.post = post
        self.person = person
    }
}
