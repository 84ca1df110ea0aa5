/// The tables of one kind of file, and the way from each older version to the newest.
struct Schema {
    /// Stands in the file's header, so that another program's database is never mistaken for ours.
    let applicationID: UInt32
    /// For messages: `ledger`, `signer's lock`.
    let name: String
    /// The same in Chinese.
    let chinese: String
    /// Statements that lead from version `n` to `n + 1`; a new file runs them all.
    ///
    /// Never edited once released.
    let steps: [String]
}
