/// The forms and numbers an office issues documents with: data, not code.
package struct FormSet: Hashable, Sendable {
    /// One kind's form.
    package struct Form: Hashable, Sendable {
        package let template: FormTemplate
        /// The file's text, and after it the style sheet's; what a form's digest is taken of.
        package let source: String
        package let numbers: NumberPattern

        package init(template: FormTemplate, source: String, numbers: NumberPattern) {
            self.template = template
            self.source = source
            self.numbers = numbers
        }
    }

    /// Legal name of the bureau, for the head of what it issues.
    package let bureau: String
    /// Legal name of the conference, for the head of what it issues.
    package let conference: String
    /// Codes of what failings come from; a document may name none other.
    package let causes: [String]
    package let style: String
    private let forms: [DocumentKind: Form]

    package init(
        bureau: String,
        conference: String,
        causes: [String],
        style: String,
        forms: [DocumentKind: Form]
    ) {
        self.bureau = bureau
        self.conference = conference
        self.causes = causes
        self.style = style
        self.forms = forms
    }

    /// The kinds the office has forms for, in their order.
    package var kinds: [DocumentKind] { DocumentKind.allCases.filter { forms[$0] != nil } }

    /// The kind's form.
    ///
    /// `nil` where the office has none, and so issues none.
    package subscript(_ kind: DocumentKind) -> Form? { forms[kind] }

    package func organ(_ capacity: DocumentCapacity) -> String {
        capacity == .bureau ? bureau : conference
    }
}
