import LianxiCore
import LianxiLedger
import LianxiWire

/// A command with the dossier items that must be durable beside its entries.
struct Request: Sendable {
    let command: Command
    /// Sealed only if the command is recorded, not when it is refused or repeated.
    let items: [DossierItem]

    init(_ command: Command, items: [DossierItem] = []) {
        self.command = command
        self.items = items
    }
}

/// One thing wanted of the docket.
struct Wish: Sendable {
    let cause: Cause?
    /// What is wanted; some of it can only be named by looking at what is recorded already.
    let request: @Sendable (Docket) throws(Refusal) -> Request
    /// What an officer signed of it: each must be what an entry says, or nothing is recorded.
    var signed: [SignedWish] = []
    /// Time's own doing, which may use the reserve on the disk.
    let isTime: Bool

    init(cause: Cause?, request: @escaping @Sendable (Docket) throws(Refusal) -> Request) {
        self.cause = cause
        self.request = request
        isTime = false
    }

    init(_ command: Command, items: [DossierItem] = [], cause: Cause?) {
        self.cause = cause
        request = { _ throws(Refusal) in Request(command, items: items) }
        isTime = command == .advanceClock
    }
}

/// What became of a wish.
enum Outcome: Sendable {
    /// Entered now; empty when nothing followed from it.
    case recorded([Recorded])
    /// Entered before, at these places.
    case repeated([UInt64])
    case refused(Refusal)

    /// Places of the entries that answer the wish, in order.
    func entries() throws(Refusal) -> [UInt64] {
        switch self {
        case .recorded(let recorded): recorded.filter(\.event.answersRequest).map(\.index)
        case .repeated(let entries): entries
        case .refused(let refusal): throw refusal
        }
    }
}

/// A reply on its way out.
struct Outgoing: Sendable {
    let route: ReplyRoute
    let frames: [[UInt8]]
}

/// Finishes an answer beside the engine: signs, reads the store, encodes.
///
/// `nil` sends nothing.
typealias Answer = @Sendable () async throws(StorageError) -> Outgoing?

/// What is put before the engine: wishes decided in order within one round, and an answer.
///
/// A submission without wishes is a question: it is answered from what the disk has.
struct Submission: Sendable {
    let wishes: [Wish]
    /// Who asks; `nil` for the daemon itself.
    let asker: PartyID?
    /// Sees one outcome for each wish.
    ///
    /// Runs on the engine loop: takes what it needs and returns.
    let answer: @Sendable ([Outcome], borrowing Committed) -> Answer

    init(
        _ wishes: [Wish],
        by asker: PartyID? = nil,
        answer: @escaping @Sendable ([Outcome], borrowing Committed) -> Answer
    ) {
        self.wishes = wishes
        self.asker = asker
        self.answer = answer
    }

    /// Nothing is to be recorded for it.
    var isQuestion: Bool { wishes.isEmpty }

    /// Weight in the inbox and in a round.
    var cost: Int { max(1, wishes.count) }
}
