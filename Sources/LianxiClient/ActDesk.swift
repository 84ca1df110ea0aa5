package import LianxiCore
package import LianxiLedger
import LianxiWire

/// Where acts are prepared: checked, numbered, signed and kept, before anything is sent.
///
/// Short-lived tools and the running agent use it on the same inbox; whoever holds the connection
/// sends. An act that was prepared or recorded before is not prepared again: signing twice for one
/// order is one signature.
package struct ActDesk: Sendable {
    /// Where a wished act now stands.
    package enum Ticket: Hashable, Sendable {
        /// Kept in the inbox, place `place` of the batch named.
        case prepared(request: RequestID, place: Int, assignment: AssignmentID)
        case mistaken(ActMistake)
    }

    /// What became of a prepared act.
    package enum Outcome: Hashable, Sendable {
        case waiting
        /// Recorded, with the daemon's signed confirmation.
        case recorded(entry: UInt64, confirmation: String)
        case refused(code: String)
    }

    /// How often another process may take the numbers we were about to use.
    static let races = 16

    let inbox: any AgentInbox
    let origin: String
    let surroundings: Surroundings

    package init(inbox: any AgentInbox, origin: String, surroundings: Surroundings) {
        self.inbox = inbox
        self.origin = origin
        self.surroundings = surroundings
    }

    /// Prepares acts of one officer, up to 256 under one signature; a ticket for each wish.
    ///
    /// - Parameters:
    ///   - wishes: Any number, in order.
    ///   - officer: Who signs.
    ///   - key: Its name is `<party>/<officer>`.
    /// - Returns: One ticket for each wish, in their order.
    /// - Throws: `StorageError` when the inbox cannot keep them; `SigningTrouble` when the key's
    ///   token does not sign, and then nothing is kept.
    package func submit(
        _ wishes: [ActWish],
        by officer: OfficerID,
        key: any NoteSigner
    ) async throws -> [Ticket] {
        var tickets: [Ticket?] = Array(repeating: nil, count: wishes.count)
        var drafts: [(place: Int, draft: Draft)] = []
        for (place, wish) in wishes.enumerated() {
            do throws(ActMistake) {
                if wish.verb.isOfConference {
                    drafts.append((place, try await answer(wish)))
                    continue
                }
                if wish.verb.concernsDocument {
                    let document = try await document(wish.assignment)
                    let known = await known(on: document.order)
                    if let ticket = known.ticket(for: wish.verb) {
                        tickets[place] = ticket
                    } else {
                        drafts.append((place, try draft(wish, on: document)))
                    }
                    continue
                }
                let assignment = try await resolve(wish.assignment)
                let known = await known(on: assignment)
                if let ticket = known.ticket(for: wish.verb) {
                    tickets[place] = ticket
                } else {
                    drafts.append((place, try draft(wish, on: assignment, known)))
                }
            } catch {
                tickets[place] = .mistaken(error)
            }
        }
        for batch in Self.batches(drafts) {
            let request = try await prepare(batch.map(\.draft), by: officer, key: key)
            for (number, item) in batch.enumerated() {
                tickets[item.place] = .prepared(
                    request: request,
                    place: number,
                    assignment: item.draft.assignment.id
                )
            }
        }
        return tickets.compactMap { $0 }
    }

    /// What became of the act a ticket is for.
    package func outcome(of ticket: Ticket) async throws -> Outcome {
        guard case .prepared(let request, let place, let assignment) = ticket else {
            return .waiting
        }
        for (acts, answer) in try await inbox.acts(on: assignment) where acts.request == request {
            guard let answer, place < answer.results.count else { return .waiting }
            switch answer.results[place] {
            case .entry(let index):
                return .recorded(entry: index, confirmation: answer.confirmation)
            case .refused(let code): return .refused(code: code)
            }
        }
        return .waiting
    }

    /// The assignment someone means.
    package func resolve(_ reference: AssignmentReference) async throws(ActMistake)
        -> InboxAssignment
    {
        do {
            switch reference {
            case .id(let id):
                if let assignment = try await inbox.assignment(id) { return assignment }
                throw ActMistake.unknownAssignment(id)
            case .number(let number):
                let item = try await inbox.items(after: number - 1, limit: 1).first
                guard let item, item.number == number,
                    let id = (try? EntryCodec.decode(item.bytes))?.event.assignment,
                    let assignment = try await inbox.assignment(id)
                else { throw ActMistake.unknownNumber(number) }
                return assignment
            }
        } catch let mistake as ActMistake {
            throw mistake
        } catch {
            throw .unreadable("\(error)")
        }
    }
}

// MARK: - Drafting

extension ActDesk {
    /// An act that passed our own checks and lacks only its number and the signature.
    struct Draft {
        let assignment: InboxAssignment
        let ruleSet: DataSetID
        let duty: DutyID
        let wish: ActWish
        let note: DossierItem?

        /// Bytes its text and note take in a request, no fewer than they will.
        var weight: Int { 2048 + (note?.payload.count ?? 0) * 3 / 2 }
    }

    /// Acts on the assignment's present order that wait for their answer or were recorded.
    private struct Known {
        let assignment: AssignmentID
        var acts: [(verb: ActVerb, request: RequestID, place: Int, isWaiting: Bool)] = []

        /// An act that changes the state is done once for one order; others may be said again.
        func ticket(for verb: ActVerb) -> Ticket? {
            guard
                verb.outcome != nil || verb == .handOver || verb == .approveDocument
                    || verb == .signDocument
            else { return nil }
            return acts.last { $0.verb == verb }.map {
                .prepared(request: $0.request, place: $0.place, assignment: assignment)
            }
        }

        /// The state as it will be when what waits has been recorded.
        func state(now state: AssignmentState) -> AssignmentState {
            acts.last { $0.isWaiting && $0.verb.outcome != nil }?.verb.outcome ?? state
        }
    }

    private func known(on assignment: InboxAssignment) async -> Known {
        var known = Known(assignment: assignment.id)
        for (batch, answer) in (try? await inbox.acts(on: assignment.id)) ?? [] {
            for (place, act) in batch.acts.enumerated() where act.assignment == assignment.id {
                if case .refused? = answer?.results[place] { continue }
                guard (try? ActText.parse(act.text))?.act.order == assignment.order else {
                    continue
                }
                known.acts.append((act.verb, batch.request, place, answer == nil))
            }
        }
        return known
    }

    private func draft(
        _ wish: ActWish,
        on assignment: InboxAssignment,
        _ known: Known
    ) throws(ActMistake) -> Draft {
        let state = known.state(now: assignment.state)
        guard wish.verb.mayFollow(state, as: assignment.role) else {
            throw .wrongState(wish.verb, state)
        }
        guard let details = try? assignment.readDetails() else {
            throw .unreadable("what is kept of assignment \(assignment.id)")
        }
        let dated = wish.dated(surroundings.now().civilDate)
        return Draft(
            assignment: assignment,
            ruleSet: details.ruleSet,
            duty: wish.verb.duty(on: assignment, of: details),
            wish: dated,
            note: try note(dated, assignment.matter)
        )
    }

    /// The note sealed, once the wish has the form its verb asks for.
    func note(_ wish: ActWish, _ matter: MatterID) throws(ActMistake) -> DossierItem? {
        let text = wish.text.flatMap { $0.isEmpty ? nil : $0 }
        var item: DossierItem?
        if let text {
            guard text.utf8.count <= ActWish.mostTextBytes else { throw .textTooLong }
            item = try? DossierItem(
                matter: matter,
                field: wish.verb.form.field,
                payload: Array(text.utf8),
                salt: surroundings.randomBytes(32)
            )
            guard item != nil else { throw .textTooLong }
        }
        if let mistake = wish.mistake(noting: item.map { [$0.reference] } ?? []) { throw mistake }
        return item
    }

    /// As many to a batch as the signature and the request's size allow.
    private static func batches(
        _ drafts: [(place: Int, draft: Draft)]
    ) -> [[(place: Int, draft: Draft)]] {
        var batches: [[(place: Int, draft: Draft)]] = []
        var weight = 0
        for item in drafts {
            weight += item.draft.weight
            if let last = batches.last, last.count < ActBatch.mostActs,
                weight <= WireLimits.bodyBytes
            {
                batches[batches.count - 1].append(item)
            } else {
                batches.append([item])
                weight = item.draft.weight
            }
        }
        return batches
    }
}
