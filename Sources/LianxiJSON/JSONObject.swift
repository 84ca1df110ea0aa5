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
        // The order of ASCII strings is that of their bytes.
        self.members = members.sorted { $0.name < $1.name }
    }

    /// A name that occurs more than once.
    var duplicate: String? {
        zip(members, members.dropFirst()).first { $0.name == $1.name }?.0.name
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
