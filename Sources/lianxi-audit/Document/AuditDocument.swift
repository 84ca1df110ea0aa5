import LianxiCore

/// An answer as people read it, before it becomes text or a dossier for print.
struct AuditDocument {
    /// A heading with what stands under it.
    struct Section {
        let title: String
        var sentences: [String] = []
        var tables: [Table] = []
    }

    /// An entry with its proof: what anybody can check without this document.
    struct Exhibit {
        let index: UInt64
        let entry: [UInt8]
        /// A `.tlog-proof`.
        let proof: [UInt8]
    }

    let language: Language
    let title: String
    /// Which ledger, which question.
    let lines: [String]
    let sections: [Section]
    /// In the order of the ledger.
    let exhibits: [Exhibit]
}
