/// An object whose members are kept sorted by name, each name once.
package struct JSONObject: Hashable, Sendable {
    /// A name with its value.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member] = []

    package init() {}

    /// Sorts the members by the bytes of their names.
    ///
    /// Stops the process when a name occurs twice or is not printable ASCII: names come from the
    /// source, or were checked by the parser.
    package init(_ members: [(name: String, value: JSONValue)]) {
        self.init(sorting: members.map { Member(name: $0.name, value: $0.value) })
        precondition(duplicate == nil, "the name \(duplicate ?? "") occurs twice")
        precondition(self.members.allSatisfy { isName($0.name) }, "a name is not printable ASCII")
    }

    /// Sorts without looking for duplicates; the parser looks for them with `duplicate`.
    init(sorting members: [Member]) {
        self.members = members
        // The order of ASCII strings is that of their bytes. Our own objects are small, and nearly
        // all of an entry's cost is in them; a stranger's may be large.
        if members.count > Self.few {
            self.members.sort { $0.name < $1.name }
        } else {
            insertInOrder()
        }
    }

    /// Members that are sorted by moving one after the other into its place.
    private static let few = 32

    private mutating func insertInOrder() {
        for next in members.indices.dropFirst() {
            var place = next
            while place > 0, members[place].name < members[place - 1].name {
                members.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    /// A name that occurs more than once.
    var duplicate: String? {
        members.indices.dropFirst().first { members[$0].name == members[$0 - 1].name }
            .map { members[$0].name }
    }

    /// The member of that name; `nil` when there is none.
    package subscript(name: String) -> JSONValue? {
        members.first { $0.name == name }?.value
    }

    /// Adds the member, or replaces the one of that name.
    package mutating func set(_ name: String, _ value: JSONValue) {
        precondition(isName(name), "the name \(name) is not printable ASCII")
        let member = Member(name: name, value: value)
        let place = members.firstIndex { $0.name >= name } ?? members.endIndex
        if place < members.endIndex, members[place].name == name {
            members[place] = member
        } else {
            members.insert(member, at: place)
        }
    }
}

/// Whether a text may name a member: printable ASCII, so that byte order and UTF-16 order agree.
func isName(_ name: String) -> Bool {
    name.utf8.allSatisfy { (0x20...0x7e).contains($0) }
}
