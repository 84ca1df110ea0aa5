import LianxiCore

extension Narrator {
    /// A step of the office on a document.
    ///
    /// Kind and number stand in its draft and its issue; the later steps name its first eight digits.
    mutating func documented(_ it: Documented) -> String {
        let move = it.move
        if let subject = it.subject { documentKinds[move.document] = subject.kind }
        if let number = move.number { documentNumbers[move.document] = number.text }
        let to = it.recipient.map { " → \(name($0))" } ?? ""
        let dates = it.clocks.map { clock in
            let duty = clock.duty.words(language) ?? clock.duty.text
            let date = clock.dates.target ?? clock.dates.legal
            let by = date?.description ?? language.pick("暂定", "provisional")
            return language.pick("，\(duty)期限 \(by)", ", \(duty) by \(by)")
        }
        let what = move.step.words(language)
        return "\(prefix(it.chain))\(document(move.document)) \(what)\(to)\(dates.joined())"
    }

    func acted(_ it: DocumentActed) -> String {
        let act = it.act.act
        let late = it.isLate ? language.pick("（逾期）", " (late)") : ""
        let about = prefix(it.chain) + document(it.document)
        return "\(name(act.department)) \(act.verb.done(language)) \(about)"
            + act.details.remark(act.verb.form, in: language, name: name) + late
    }

    /// The matter's number and a blank; nothing where the document is of no matter.
    private func prefix(_ chain: ChainID) -> String {
        chain.matter.map { number($0) + " " } ?? ""
    }

    func document(_ id: DocumentID) -> String {
        let kind = documentKinds[id]?.words(language) ?? language.pick("文书", "document")
        let number = documentNumbers[id] ?? String(id.description.prefix(8))
        return language.pick("《\(kind)》\(number)", "\(kind) \(number)")
    }
}
