import LianxiCore
import LianxiJSON

/// The members of appointments to posts.
enum PostMembers {
    static func encode(_ it: Appointment, into members: inout Members) {
        members.add("party", it.party.text)
        members.add("post", it.post.text)
        if let person = it.person { members.add("person", encode(person)) }
        members.add("on", described: it.on)
        if let document = it.document { members.add("document", document) }
        if !it.channels.isEmpty {
            members.add("channels", it.channels.map { .string($0.rawValue) })
        }
    }

    static func encode(_ person: Person) -> JSONValue {
        ["id": .string(person.id.text), "name": .string(person.name)]
    }

    static func appointment(_ reader: inout JSONReader) throws(JSONShapeError) -> Appointment {
        let on = try reader.date("on")
        guard let on else { throw reader.error("on", expected: "a date", found: "none") }
        return Appointment(
            party: try reader.slug("party"),
            post: try reader.slug("post"),
            person: try reader.optionalObject("person", person),
            on: on,
            document: try reader.optionalString("document", max: StepDetails.labelBytes),
            channels: try reader.optionalArray("channels", max: NoticeChannel.allCases.count) {
                (channel) throws(JSONShapeError) in try channel.choice(as: NoticeChannel.self)
            } ?? []
        )
    }

    static func person(_ reader: inout JSONReader) throws(JSONShapeError) -> Person {
        Person(
            id: try reader.slug("id"),
            name: try reader.string("name", max: Person.nameBytes)
        )
    }
}
