/// A place in a form that is filled in: written `{{name}}`.
package enum FormPlace: String, Hashable, Sendable, CaseIterable {
    /// The style sheet all forms share.
    case style
    /// Legal name of whoever issues, for the red head (红头).
    case organ
    /// What the document is called.
    case title
    /// 发文字号; open until it is issued.
    case number
    /// 主送
    case addressee
    /// The unit concerned as a whole.
    case unit
    /// The office's numbers of the matters concerned.
    case matters
    /// The article it rests on.
    case basis
    /// The ground, in the words of the Regulations.
    case ground
    /// The paragraphs.
    case body
    /// Until when an answer or rectification is expected, as a period.
    case period
    /// The list of annexes (附件); empty for none.
    case attachments
    /// Who has a copy (抄送), under the signature; empty for nobody.
    case copies
    /// The signature block's name: the convenor of a measure of the conference; open until it is issued.
    case signer
    /// The day it is issued, as 2026年9月28日; open until then.
    case date

    /// Filled in when the document is issued, not in the draft.
    package var isOpen: Bool { self == .number || self == .signer || self == .date }

    /// Every form has it; a form of the convenor's measures has ``signer`` too.
    package func isRequired(of kind: DocumentKind) -> Bool {
        switch self {
        case .organ, .number, .addressee, .body, .date: true
        case .signer: kind.needsConvenor
        case .period: kind.form.required.contains(.period)
        default: false
        }
    }
}
