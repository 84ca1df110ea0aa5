package import LianxiCore

/// Which assignment someone means.
package enum AssignmentReference: Hashable, Sendable {
    /// The feed number of any item about it.
    case number(UInt64)
    case id(AssignmentID)

    /// Reads a feed number or an assignment's 32 hexadecimal digits; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        if let id = AssignmentID(String(text)) {
            self = .id(id)
        } else if let number = UInt64(text), number > 0 {
            self = .number(number)
        } else {
            return nil
        }
    }
}

/// What an officer wants done, before it is checked, numbered and signed.
package struct ActWish: Hashable, Sendable {
    package let verb: ActVerb
    package let assignment: AssignmentReference
    /// One word of the verb's list, such as `supported`.
    package let result: String?
    /// What else the act says.
    package let says: ActSayings
    /// The reasons or the report; sealed in the dossier, never in the ledger.
    package let text: String?

    /// The most bytes of reasons or a report.
    package static let mostTextBytes = 65_536

    package init(
        verb: ActVerb,
        assignment: AssignmentReference,
        result: String? = nil,
        says: ActSayings = ActSayings(),
        text: String? = nil
    ) {
        self.says = says
        self.verb = verb
        self.assignment = assignment
        self.result = result
        self.text = text
    }
}
