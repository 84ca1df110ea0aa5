package import LianxiCore
import LianxiLedger

extension ActDesk {
    /// An answer to the conference, drafted from the feed item that asks for it.
    ///
    /// A meeting and a task are kept as no assignment: all an answer needs stands in the item.
    func answer(_ wish: ActWish) async throws(ActMistake) -> Draft {
        guard case .number(let number) = wish.assignment else {
            throw .unreadable("\(wish.verb.rawValue) answers a feed number")
        }
        let item: InboxItem?
        do {
            item = try await inbox.items(after: number - 1, limit: 1).first
        } catch {
            throw .unreadable("\(error)")
        }
        guard let item, item.number == number,
            let question = (try? EntryCodec.decode(item.bytes))?.event.question,
            question.verb == wish.verb
        else { throw .unknownNumber(number) }
        return Draft(
            assignment: InboxAssignment(
                id: AssignmentID(same: question.about),
                matter: question.about,
                order: item.index,
                orderHash: item.hash,
                role: .lead,
                kind: .forwarded,
                state: .signed,
                changedBy: item.number,
                details: []
            ),
            ruleSet: question.ruleSet,
            duty: .agreedTask,
            wish: wish,
            note: try note(wish, question.about)
        )
    }
}

extension Event {
    /// What the conference asks a member by this entry, and the act that answers; `nil` for nothing.
    package var question: (verb: ActVerb, about: MatterID, ruleSet: DataSetID)? {
        switch self {
        case .convened(let it):
            guard let ruleSet = it.ruleSet else { return nil }
            let about = MatterID(same: it.step.meeting)
            switch it.step.kind {
            case .notify, .postpone: return (.attend, about, ruleSet)
            case .draft, .correct: return (.countersign, about, ruleSet)
            default: return nil
            }
        case .tasked(let it):
            guard it.isOrder, let ruleSet = it.clocks.first?.ruleSet else { return nil }
            return (.fulfil, MatterID(same: it.step.task), ruleSet)
        default: return nil
        }
    }
}
