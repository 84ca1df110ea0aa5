import LianxiCore
import LianxiJSON

/// The members of entries about time itself.
enum TickMembers {
    static func encode(_ it: Tick, into members: inout Members) {
        members.add("minutes", it.minutes)
        guard let witnessed = it.witnessed else { return }
        members.add(
            "witnessed",
            ["note": .string(witnessed.note), "size": JSONValue(witnessed.size)]
        )
    }

    static func tick(_ reader: inout JSONReader) throws(JSONShapeError) -> Tick {
        Tick(
            minutes: Int(try reader.integer("minutes", in: 1...Int64(Tick.mostMinutes))),
            witnessed: try reader.optionalObject("witnessed", witnessed)
        )
    }

    private static func witnessed(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> Tick.Witnessed {
        let note = try reader.element("note")
        let text = try note.string()
        guard text.utf8.count <= Tick.mostNoteBytes else {
            throw note.error(expected: "at most \(Tick.mostNoteBytes) bytes")
        }
        return Tick.Witnessed(size: try reader.unsigned("size", from: 1), note: text)
    }
}
