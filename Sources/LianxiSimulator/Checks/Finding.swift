/// Something that must hold and did not.
package struct Finding: Hashable, Sendable {
    /// What was checked.
    package enum Check: String, Hashable, Sendable, CaseIterable {
        /// Entries continue each other: index, hash, chain, moment.
        case ledger
        /// What was confirmed is in the ledger, once.
        case confirmed
        /// What is folded from the entries is what the engine holds.
        case projections
        /// Every feed is numbered without gaps, and everyone ends with all of his.
        case feeds
        /// A step of an escalation fires once, and only while its duty is owed.
        case duties
        /// An entry fits what the rules ask for, by books that know no docket.
        case rules
        /// Nothing leaves before its entry is on the disk, and as it is there.
        case sends
        /// What the desk shows is what the entries give, all of it and nothing else.
        case answers
        /// Somebody owns every assignment at every moment; the docket is sound.
        case owners
        /// Who may not see a matter receives what he would without it.
        case secrets
        /// Every checkpoint is a head the ledger had, and none contradicts another.
        case checkpoints
        /// A checkpoint kept as witnessed has its quorum, and any two are of one history.
        case witnesses
        /// Every message gets one reply.
        case replies
        /// A program refuses to go on only when it has a reason.
        case starts
        /// Once faults stop, everything comes to rest.
        case settling
    }
    package let check: Check
    package let text: String
    /// Machine time in milliseconds.
    package let at: Int64

    package init(_ check: Check, _ text: String, at: Int64) {
        self.check = check
        self.text = text
        self.at = at
    }
}
