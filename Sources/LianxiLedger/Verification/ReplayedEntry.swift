package import LianxiCore

/// An entry as a verifier replays it, for those who ask more of a ledger than whether it is whole.
package struct ReplayedEntry {
    package let recorded: Recorded
    /// Its exact bytes.
    package let bytes: [UInt8]
    package let chain: ChainLink?
    /// With this entry applied.
    package let docket: Docket
}
