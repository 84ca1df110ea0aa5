package import LianxiCore
import LianxiLedger

/// What an act says as someone typed it: each member still a text.
package struct TypedSayings: Hashable, Sendable {
    package var word: String?
    /// A date `YYYY-MM-DD`.
    package var on: String?
    /// Such as `20d`; a number alone is in days.
    package var period: String?
    package var document: String?
    package var person: String?
    /// In any order.
    package var marks: [String]
    /// The reasons or the report.
    package var text: String?

    package init() { marks = [] }
}

extension ActWish {
    /// Reads what was typed and checks it against the verb's form, before anything is signed.
    ///
    /// - Parameters:
    ///   - verb: The act.
    ///   - assignment: What it is about.
    ///   - typed: What it says; a day the form asks for may be left out and is today's.
    /// - Throws: ``ActMistake`` that names the member and what was expected.
    package init(
        verb: ActVerb,
        assignment: AssignmentReference,
        typed: TypedSayings
    ) throws(ActMistake) {
        func read<Value>(
            _ member: StepForm.Member,
            _ text: String?,
            _ parse: (String) -> Value?
        ) throws(ActMistake) -> Value? {
            guard let text else { return nil }
            guard let value = parse(text) else { throw .formWrong(verb, member) }
            return value
        }
        let order = verb.form.marks
        guard typed.marks.allSatisfy(order.contains) else { throw .formWrong(verb, .marks) }
        self.init(
            verb: verb,
            assignment: assignment,
            result: typed.word,
            says: ActSayings(
                on: try read(.on, typed.on) { CivilDate($0) },
                period: try read(.period, typed.period) { Period($0) ?? Period($0 + "d") },
                document: typed.document,
                person: typed.person,
                marks: order.filter(typed.marks.contains)
            ),
            text: typed.text
        )
        if let mistake { throw mistake }
    }

    /// Why the wish cannot be signed as it stands; `nil` when it has the form its verb asks for.
    ///
    /// A day left out is no mistake: see ``dated(_:)``.
    package var mistake: ActMistake? {
        let isNoted = text?.isEmpty == false
        let note = DossierReference(field: verb.form.field, commitment: .emptyRoot)
        return dated(CivilDate(dayNumber: 0)).mistake(noting: isNoted ? [note] : [])
    }

    /// The same wish; where the verb asks for a day and none was said, it is today.
    func dated(_ today: CivilDate) -> Self {
        guard verb.form.required.contains(.on), says.on == nil else { return self }
        var says = says
        says.on = today
        return Self(verb: verb, assignment: assignment, result: result, says: says, text: text)
    }

    /// What does not have the verb's form, with these notes.
    func mistake(noting notes: [DossierReference]) -> ActMistake? {
        let details = StepDetails(
            word: result,
            marks: says.marks,
            on: says.on,
            period: says.period,
            document: says.document,
            person: says.person,
            notes: notes
        )
        guard let member = verb.form.mistake(in: details) else { return nil }
        return switch (verb, member, notes.isEmpty) {
        case (.object, .note, true): .reasonMissing
        case (.conclude, .note, true): .reportMissing
        default: .formWrong(verb, member)
        }
    }
}
