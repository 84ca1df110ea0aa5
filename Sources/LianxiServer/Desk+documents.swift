import LianxiCore
import LianxiLedger
import LianxiOffice
import LianxiWire

// Documents (文书): drafted with the office's forms, issued under the next number, opened one by one.

extension Desk {
    /// Fills in the form and seals the text; number, signer and date stay open until it is issued.
    func draftDocument(_ request: DraftDocumentRequest, _ asker: Asker) throws(Failure) -> Reading {
        guard let forms = configuration.forms, let form = forms[request.kind],
            request.cause.map(forms.causes.contains) ?? true
        else { throw .refused(.formMissing, at: "kind") }
        let salt = salts(of: asker).salt()
        let digest = Digest32.sha256(of: Array(form.source.utf8))
        let wish = Wish(cause: asker.cause(officer: request.officer)) { docket throws(Refusal) in
            let sheet = DocumentSheet(request, in: docket, forms)
            let item = try DossierItem(
                form.template.fill(sheet.values),
                of: request.chain.name,
                request.kind.field,
                salt
            )
            var says = request.says
            says.notes = [item.reference]
            let subject = request.subject(form: digest)
            return Request(
                .document(
                    DocumentMove(
                        .drafted,
                        request.document,
                        subject: subject,
                        text: .sha256(of: item.payload),
                        says
                    )
                ),
                items: [item]
            )
        }
        return asker.submitOne(wish)
    }

    func documentStep(
        _ request: DocumentStepRequest,
        _ asker: Asker
    ) async throws(Failure) -> Reading {
        if request.step == .issued { return try await issue(request, asker) }
        let salts = salts(of: asker)
        let wish = Wish(cause: asker.cause(officer: request.officer)) { docket throws(Refusal) in
            guard let record = docket.document(request.document) else { throw .unknownDocument }
            let item: DossierItem?
            do throws(DeskRefusal) {
                item = try request.reason(of: record.chain, salts)
            } catch {
                throw .tooLarge
            }
            return Request(request.command(with: item), items: item.map { [$0] } ?? [])
        }
        return asker.submitOne(wish)
    }

    /// The draft's own text is completed, so that what was signed is what is issued.
    private func issue(
        _ request: DocumentStepRequest,
        _ asker: Asker
    ) async throws(Failure) -> Reading {
        guard let forms = configuration.forms, let index = request.draft else {
            throw .refused(.formMissing)
        }
        let draft = try await draft(of: request.document, at: index)
        let salt = salts(of: asker).salt()
        let day = parts.clock.now().civilDate
        let wish = Wish(cause: asker.cause(officer: request.officer)) { docket throws(Refusal) in
            guard let record = docket.document(request.document) else { throw .unknownDocument }
            guard record.draft.index == index else { throw .unknownEntry }
            guard let form = forms[record.subject.kind] else { throw .formMissing }
            let series = form.numbers.series
            let number = form.numbers.number(
                year: day.year,
                serial: docket.nextSerial(of: series, year: day.year)
            )
            let text = FormTemplate.complete(
                draft,
                [
                    .number: .line(number.text), .date: .line(day.inChinese),
                    .signer: .line(docket.signer(of: record)),
                ]
            )
            let field = record.subject.kind.field
            let item = try DossierItem(text, of: record.chain.name, field, salt)
            return Request(
                .document(
                    DocumentMove(
                        .issued,
                        request.document,
                        number: number,
                        text: .sha256(of: item.payload),
                        read: request.read,
                        StepDetails(notes: [item.reference])
                    )
                ),
                items: [item]
            )
        }
        return asker.submitOne(wish)
    }

    /// The draft's sealed text, found by its entry.
    private func draft(of id: DocumentID, at index: UInt64) async throws(Failure) -> String {
        let text: String?
        do {
            text = try await sealedDraft(of: id, at: index)
        } catch {
            throw .storage(error)
        }
        guard let text else { throw .refused(.unknownEntry, at: "draft") }
        return text
    }

    private func sealedDraft(
        of id: DocumentID,
        at index: UInt64
    ) async throws(StorageError) -> String? {
        let stored = try await parts.storage.entries(from: index, limit: 1).sound().first
        guard let stored, case .documented(let it)? = (try? EntryCodec.decode(stored.bytes))?.event,
            it.move.document == id, it.move.step == .drafted, let note = it.move.says.notes.first,
            let key = try await parts.dossierKeys.key(of: it.chain.name),
            let sealed = try await parts.storage.sealedItem(note.commitment),
            let item = try? DossierItem.open(sealed, field: note.field, key: key),
            it.move.text == .sha256(of: item.payload)
        else { return nil }
        return String(decoding: item.payload, as: UTF8.self)
    }

    func documents(_ request: DocumentsRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            let reply = docket.reply(to: request, for: asker.id, at: now)
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }

    func suggestions(_ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let all = docket.openSuggestions
            let rows = all.prefix(WireLimits.shownSuggestions).map { it in
                SuggestionRow(
                    it,
                    number: docket.number(of: it.clock) ?? "",
                    documentNumber: docket.documentNumber(of: it.clock)
                )
            }
            let reply = SuggestionsReply(suggestions: rows, total: all.count)
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }

    func openDocument(_ request: OpenDocumentRequest, _ asker: Asker) -> Reading {
        look(asker, as: request.officer) { docket throws(Refusal) in
            guard let record = docket.document(request.document),
                docket.maySee(record, as: asker.id)
            else { throw .unknownDocument }
            guard docket.parts(of: record, for: asker.id).contains(request.part)
            else { throw .unknownDossier }
            let notes = record.notes(of: request.part)
            guard !notes.isEmpty else { throw .unknownDossier }
            return Request(
                .look(
                    into: record.chain,
                    fields: Array(notes.suffix(WireLimits.fields)),
                    purpose: "document"
                )
            )
        }
    }
}

extension DossierItem {
    /// A text as an item; one too long is refused.
    fileprivate init(
        _ text: String,
        of name: MatterID,
        _ field: String,
        _ salt: [UInt8]
    ) throws(Refusal) {
        let item = try? Self(matter: name, field: field, payload: Array(text.utf8), salt: salt)
        guard let item else { throw .tooLarge }
        self = item
    }
}

extension Docket {
    fileprivate func reply(
        to request: DocumentsRequest,
        for party: PartyID,
        at now: Timestamp
    ) -> DocumentsReply {
        if let name = request.name {
            let record =
                switch name {
                case .number(let text): document(numbered: text)
                case .id(let id): document(id)
                }
            guard let record, maySee(record, as: party) else {
                return DocumentsReply(documents: [])
            }
            return DocumentsReply(documents: [DocumentRow(view(of: record, at: now))])
        }
        let (views, hasMore) = documents(
            matching: request.filter,
            visibleTo: party,
            after: request.after,
            limit: request.limit,
            at: now
        )
        return DocumentsReply(
            documents: views.map(DocumentRow.init),
            next: hasMore ? views.last?.record.id : nil
        )
    }

    /// The office's own number of the matter.
    func number(of id: MatterID) -> String {
        matter(id)?.facts.piece.number ?? String(id.description.prefix(8))
    }

    /// Whose name stands under a measure of the conference; nobody's under what the bureau issues.
    fileprivate func signer(of record: DocumentRecord) -> String {
        guard let approval = record.approval else { return "" }
        let holder = holder(of: .convenor, in: .leaders, on: approval.at.civilDate)
        return "召集人" + (holder?.appointment.person.map { "：\($0.name)" } ?? "")
    }
}
