import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization

/// Sees everything that is recorded, sent and confirmed, and says what must not be.
///
/// Keeps a docket of its own, folded from the entries as the disk takes them, and believes nothing the
/// programs say.
final class Inspector: Sendable {
    struct State {
        var docket = Docket()
        var books = Books()
        var tree = MerkleTree()
        /// Root of the tree at each size, from 0.
        var roots = [Digest32.emptyRoot]
        var entries: [StoredEntry] = []
        /// Types of entries there are.
        var types: Set<String> = []
        var feeds: [PartyID: UInt64] = [:]
        var fired: Set<FiredStep> = []
        /// Batch in which each request was recorded.
        var requests: [RequestKey: (batch: Int, at: Timestamp)] = [:]
        /// Entry of each act, by the text that was signed.
        var acts: [String: UInt64] = [:]
        var batches = 0
        /// Notes the signer's lock has held.
        var notes: Set<[UInt8]> = []
        var signedSize: UInt64 = 0
        /// Checkpoints that are kept as witnessed, and were looked at.
        var witnessed: Set<WitnessedCheckpoint> = []
        /// How often a bit was flipped in what the disk gave.
        var flips = 0
        var rounds = 0
        /// A daemon has read the ledger anew.
        var isFresh = false
        /// Acts that came behind their legal dates.
        var late = 0
        var findings: [Finding] = []
        /// What each party received, in order, where a comparison needs it.
        var received: [PartyID: [Receipt]] = [:]
        var isOver = false
    }

    /// A step that fired: of which run of which clock, to whom.
    struct FiredStep: Hashable, Sendable {
        let clock: ClockKey
        let start: Timestamp
        /// One that was lengthened, by a hearing or an extension, is another run: it reminds before its new date.
        let period: Period?
        /// Of an urging: which change of hands it came with; `nil` of every other step.
        let version: Int?
        let step: Int
        let recipient: PartyID
        let post: OfficerID
    }

    struct RequestKey: Hashable, Sendable {
        let party: PartyID
        let request: RequestID
    }

    /// Something that reached a party.
    struct Receipt: Hashable, Sendable {
        let at: Int64
        let frames: [[UInt8]]
    }

    let state = Mutex(State())
    let timeline: Timeline
    let keys: ConferenceKeys
    let count: FaultCount
    /// Whether what parties receive is kept.
    let keepsReceipts: Bool

    init(
        _ timeline: Timeline,
        _ keys: ConferenceKeys,
        _ count: FaultCount,
        keepsReceipts: Bool
    ) {
        self.timeline = timeline
        self.keys = keys
        self.count = count
        self.keepsReceipts = keepsReceipts
    }

    var findings: [Finding] { state.withLock { $0.findings } }
    var size: UInt64 { state.withLock { $0.tree.size } }
    var flips: Int { state.withLock { $0.flips } }
    var docket: Docket { state.withLock { $0.docket } }
    func hasRecorded(_ type: String) -> Bool { state.withLock { $0.types.contains(type) } }

    /// What parties receive from now on is not compared any more.
    func close() { state.withLock { $0.isOver = true } }

    func receipts(of party: PartyID) -> [Receipt] { state.withLock { $0.received[party] ?? [] } }

    func found(_ check: Finding.Check, _ text: String) {
        state.withLock { $0.find(check, text, timeline.now) }
    }

    /// A bit was flipped in an entry that the disk gave.
    func flipped(_ index: UInt64) {
        state.withLock { $0.flips += 1 }
        count.happened(.bitFlipped)
    }

    /// A daemon begins, and reads the ledger anew.
    func began() { state.withLock { $0.isFresh = true } }

    /// Everything that is to hold at any moment and costs a walk over all.
    func walk() {
        state.withLock { state in
            for fault in state.docket.checkInvariants().sorted() {
                state.find(.owners, fault, timeline.now)
            }
        }
    }

    /// What the engine holds, after each append.
    func compare(_ docket: borrowing Docket) {
        let size = docket.size
        // A whole comparison walks over everything: every eighth will do, and the first of each run.
        let isDue = state.withLock { state in
            state.rounds += 1
            guard state.docket.size == size, state.isFresh || state.rounds % 8 == 0 else {
                return false
            }
            state.isFresh = false
            return true
        }
        if isDue { compareNow(docket) }
    }

    func compareNow(_ docket: borrowing Docket) {
        let copy = copy docket
        state.withLock { state in
            if state.docket != copy {
                state.find(
                    .projections,
                    "the engine's docket of \(copy.size) entries is not the one the entries give",
                    timeline.now
                )
            }
        }
    }
}

extension Inspector.State {
    mutating func find(_ check: Finding.Check, _ text: String, _ now: Int64) {
        // The first few say it all.
        if findings.count < 20 { findings.append(Finding(check, text, at: now)) }
    }
}
