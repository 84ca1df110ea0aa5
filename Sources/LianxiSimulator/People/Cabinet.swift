import LianxiCore
import LianxiLedger
import Synchronization

/// The papers that the office was told are kept, and who has opened which: no kill makes the world forget it.
final class Cabinet: Sendable {
    struct Kept: Sendable {
        let matter: MatterID
        let paper: PaperSheet
        let entry: UInt64
    }

    /// A look that somebody was told of when he opened a paper.
    struct Look: Sendable {
        let kept: Kept
        let entry: UInt64
        let party: PartyID
    }

    private let state = Mutex<(kept: [Kept], looks: [Look])>(([], []))

    var kept: [Kept] { state.withLock { $0.kept } }
    var looks: [Look] { state.withLock { $0.looks } }

    func paper(_ address: Digest32, of matter: MatterID) -> Kept? {
        kept.first { $0.matter == matter && $0.paper.listing.address == address }
    }

    /// Notes what the office is told.
    ///
    /// - Returns: The entry that it was told before, where there is one.
    func note(_ paper: PaperSheet, of matter: MatterID, entry: UInt64) -> UInt64? {
        state.withLock { state in
            let known = state.kept.first { $0.matter == matter && $0.paper == paper }
            if known == nil {
                state.kept.append(Kept(matter: matter, paper: paper, entry: entry))
            }
            return known?.entry
        }
    }

    func note(_ look: Look) { state.withLock { $0.looks.append(look) } }
}
