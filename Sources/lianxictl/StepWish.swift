import LianxiCore

/// A step as someone asks for it, before the daemon is asked what matter and assignment are meant.
struct StepWish {
    let kind: StepKind
    /// A department, or an assignment's digits.
    var assignment: String?
    /// Without the link and the note.
    var details = StepDetails()
    /// The office's number of another matter, or its digits.
    var link: String?
    var note: String?

    /// What is wrong with it as far as its kind says; `nil` when all is well.
    func mistake(_ language: Language) -> String? {
        guard (assignment != nil) == kind.concernsAssignment else {
            return kind.concernsAssignment
                ? language.pick(
                    "\(name(language))：请用 --department 指明单位",
                    "\(name(language)): say whose assignment, with --department"
                )
                : language.pick(
                    "\(name(language))：针对整个事项，不用 --assignment、--department",
                    "\(name(language)): about the matter as a whole; no --assignment or --department"
                )
        }
        let form = kind.form
        var beside: Set<StepForm.Member> = []
        if link != nil { beside.insert(.link) }
        if note != nil { beside.insert(.note) }
        return form.mistake(in: details, beside: beside).map { member in
            let expected = form.expectation(of: member, language)
            return language.pick(
                "\(name(language))：\(member.option) 应为：\(expected)",
                "\(name(language)): \(member.option): expected \(expected)"
            )
        }
    }

    private func name(_ language: Language) -> String {
        language.pick("\(kind.words(.zh))（\(kind.rawValue)）", kind.rawValue)
    }
}
