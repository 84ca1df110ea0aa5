package import LianxiCore
package import LianxiJSON

/// Asks for the calendar in force.
package struct CalendarRequest: DeskRequest {
    package typealias Answer = CalendarReply
    package static let operation = OperationName.calendar

    package init() {}

    package var members: [(name: String, value: JSONValue?)] { [] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {}
}

/// The calendar in force, with the entry that adopted it.
package struct CalendarReply: WireObject {
    package let calendar: WorkCalendar
    package let adoption: Mark

    package init(calendar: WorkCalendar, adoption: Mark) {
        self.calendar = calendar
        self.adoption = adoption
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("calendar", calendar.encode()), ("adopted", adoption.encode())]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        calendar = try reader.value("calendar")
        adoption = try reader.value("adopted")
    }
}
