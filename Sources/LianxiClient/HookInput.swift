package import LianxiCore
package import LianxiJSON
import LianxiLedger

/// One feed item as the department's own system is handed it: one line of JSON.
///
/// | member | what |
/// |---|---|
/// | `v` | 1 |
/// | `number` | place in the feed; the same item always has the same |
/// | `index`, `hash` | place in the ledger, and the entry's leaf hash in hexadecimal |
/// | `type` | the entry's type, such as `dispatched` |
/// | `matter`, `assignment` | where the entry is about one |
/// | `document` | where the entry is about a document of its own |
/// | `entry` | the entry itself |
package struct HookInput: Hashable, Sendable {
    package let json: JSONValue

    package init(_ item: InboxItem) {
        var members: [(name: String, value: JSONValue)] = [
            ("v", 1), ("number", JSONValue(item.number)), ("index", JSONValue(item.index)),
            ("hash", .string(item.hash.description)),
        ]
        if case .object(let entry)? = try? JSONValue(parsing: item.bytes) {
            if let type = entry["type"] { members.append(("type", type)) }
            members.append(("entry", .object(entry)))
        }
        let event = (try? EntryCodec.decode(item.bytes))?.event
        switch event?.chain {
        case .matter(let id)?: members.append(("matter", .string(id.description)))
        case .document(let id)?: members.append(("document", .string(id.description)))
        case nil: break
        }
        if let id = event?.assignment {
            members.append(("assignment", .string(id.description)))
        }
        json = JSONValue(members)
    }

    /// Canonical JSON without a line end.
    package var bytes: [UInt8] { json.canonicalBytes }
}

extension Event {
    /// The assignment a feed item of a department is about; `nil` when it is about none.
    package var assignment: AssignmentID? {
        switch self {
        case .dispatched(let it): it.assignment.id
        case .received(let it): it.assignment
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            it.assignment
        case .stepped(let it): it.step.assignment
        case .documented(let it): it.subject?.assignment
        case .documentActed: nil
        case .objectionDecided(let it): it.assignment
        case .escalated(let it): it.clock.assignment
        case .routed(let it): it.assignment
        case .redated(let key, _, _): key.assignment
        case .founded, .ruleSetAdopted, .calendarAdopted, .policyAdopted, .partyEnrolled,
            .partyRevoked, .registered, .joined, .attached, .looked, .erasureAsked, .erased,
            .reorganised,
            .appointed, .unreached,
            .rosterAdopted, .rosterChanged, .routesAdopted, .channelChanged, .presenceChanged,
            .seated, .convened, .tasked, .answered, .led, .visited, .ticked,
            .shadowRecorded, .invited:
            nil
        }
    }
}
