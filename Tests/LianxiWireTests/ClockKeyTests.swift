import LianxiCore
import LianxiJSON
import Testing

@testable import LianxiWire

/// How a clock is named to the other side.
@Suite("A clock's name on the wire")
struct ClockKeyTests {
    private static let matter = MatterID(high: 1, low: 2)
    private static let document = DocumentID(high: 3, low: 4)
    private static let assignment = AssignmentID(high: 5, low: 6)

    @Test(
        "Every clock is read as the one that was named",
        arguments: [
            ClockKey(matter: matter, assignment: nil, duty: .notice),
            ClockKey(matter: matter, assignment: assignment, duty: .notice),
            ClockKey(
                matter: matter,
                assignment: assignment,
                duty: .rectification,
                document: document
            ),
            ClockKey(document: document, duty: .rectification),
            ClockKey(task: TaskID(high: 7, low: 8)),
        ]
    )
    func again(key: ClockKey) throws {
        #expect(try ClockKey(decoding: key.encode()) == key)
    }

    @Test("A clock of no document is named as older programs name it, and their word is read")
    func older() throws {
        let key = ClockKey(matter: Self.matter, assignment: Self.assignment, duty: .notice)
        let older: JSONValue = [
            "matter": .string("\(Self.matter)"), "assignment": .string("\(Self.assignment)"),
            "duty": "D09",
        ]
        #expect(key.encode().canonicalBytes == older.canonicalBytes)
        #expect(try ClockKey(decoding: older) == key)
    }
}
