import LianxiCore
import LianxiWire

/// What is filled into a form, in the words of official documents: these are written in Chinese.
struct DocumentSheet {
    let values: [FormPlace: FormValue]

    init(_ request: DraftDocumentRequest, in docket: Docket, _ forms: FormSet) {
        func name(_ party: PartyID) -> String { docket.party(party)?.party.name ?? party.text }
        let ground = ([request.says.word].compactMap { $0 } + request.says.marks)
            .map { request.kind.form.words(of: $0, in: .zh) }
        let numbers = (request.matters + request.references).map { docket.number(of: $0) }
        values = [
            .style: .style(forms.style),
            .organ: .line(forms.organ(request.capacity)),
            .title: .line(request.title ?? request.kind.words(.zh)),
            .addressee: .line(name(request.addressee)),
            .unit: .line(request.unit.map(name) ?? name(request.addressee)),
            .matters: .line(numbers.joined(separator: "、")),
            .basis: .line(request.kind.basis(.zh)),
            .ground: .line(ground.joined(separator: "、")),
            .body: .paragraphs(request.body),
            .period: .line(request.says.period?.words(.zh) ?? "规定期限"),
            .copies: .names(title: "抄送：", request.copies.map(name)),
            .attachments: .list(title: "附件：", request.attachments),
        ]
    }
}

extension CivilDate {
    /// As official documents write it: 2026年9月28日.
    var inChinese: String { "\(year)年\(month)月\(day)日" }
}
