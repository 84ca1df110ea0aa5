/// The members a notice's text may name, and no others.
///
/// None of them can hold a petitioner's data.
package enum NoticeMember: String, Hashable, Sendable, CaseIterable {
    case number, index, matter, party, post
    case duty, owner, action, step, due, legal, late
    case kind, role, urgent, what, answer
    case channel, state, since, waiting, units
    case document, by, when, target
    case count, more
}
