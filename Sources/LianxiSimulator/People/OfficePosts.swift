import LianxiCore
import LianxiWire

// Who holds which post, and which units are members of the conference.

/// Whom the office appoints and seats next.
struct OfficePosts {
    private static let posts: [OfficerID] = [
        .handler, .handler, .handler, .convenor, OfficerID(fixed: "section-head"),
        OfficerID(fixed: "leader-in-charge"),
        OfficerID(fixed: "director"), OfficerID(fixed: "duty-clerk"),
    ]
    /// Two of them have keys, and may stand aside.
    private static let persons: [OfficerID] = [
        ConferenceKeys.clerk, ConferenceKeys.head, OfficerID(fixed: "somebody"),
        OfficerID(fixed: "another"),
    ]

    let docket: Docket
    let lot: Lot
    let handlers: [PartyID]
    let now: Timestamp

    /// Somebody from a day on that is past, today or to come; rarely nobody.
    func appointment() -> AppointRequest? {
        guard let party = lot.pick(from: handlers + [.office, .leaders]),
            let post = lot.pick(from: Self.posts), let id = lot.pick(from: Self.persons)
        else { return nil }
        let isVacant = lot.happens(150)
        return AppointRequest(
            officer: ConferenceKeys.clerk,
            appointment: Appointment(
                party: party,
                post: post,
                person: isVacant ? nil : Person(id: id, name: id.text),
                on: now.civilDate.adding(days: lot.pick(-10...5)),
                document: lot.happens(500) ? "任1号" : nil,
                channels: isVacant ? [] : [.feed]
            )
        )
    }

    /// At first all handlers sit; later one comes or goes.
    func seats() -> [SeatRequest] {
        func seat(_ party: PartyID, _ isMember: Bool, _ days: Int) -> SeatRequest {
            SeatRequest(
                officer: ConferenceKeys.clerk,
                seat: Seat(party: party, isMember: isMember, on: now.civilDate.adding(days: days))
            )
        }
        let isFirst = docket.members(on: now.civilDate).count == handlers.count
        if isFirst, lot.happens(500) { return handlers.map { seat($0, true, 0) } }
        guard let party = lot.pick(from: handlers) else { return [] }
        return [seat(party, lot.happens(700), lot.pick(-2...5))]
    }
}
