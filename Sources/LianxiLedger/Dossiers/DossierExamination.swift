package import LianxiCore

/// Opens every text and every paper that the ledger commits to, as a look would, and says which it cannot.
///
/// The ledger's own hashes say nothing of them: a page that rots under a sealed text is only noticed here, or by
/// whoever needs it.
package struct DossierExamination: Sendable {
    /// A text that does not open, or whose paper does not.
    package struct Damage: Hashable, Sendable {
        package let text: CommittedText
        /// The listing opens, and the paper it lists does not.
        package let isOfPaper: Bool

        package init(_ text: CommittedText, isOfPaper: Bool) {
            self.text = text
            self.isOfPaper = isOfPaper
        }
    }

    /// What was looked at, and what of it does not open, in the order of the texts.
    package struct Report: Hashable, Sendable {
        package var texts = 0
        package var papers = 0
        package var damage: [Damage] = []

        package init() {}
    }

    private let texts: [CommittedText]
    private let source: any DossierSource

    package init(_ texts: [CommittedText], in source: any DossierSource) {
        self.texts = texts
        self.source = source
    }

    /// Reads everything once.
    ///
    /// - Throws: `StorageError` when a store cannot be read at all.
    package func run() async throws(StorageError) -> Report {
        var report = Report()
        for text in texts {
            report.texts += 1
            guard let item = try await source.open(text) else {
                report.damage.append(Damage(text, isOfPaper: false))
                continue
            }
            guard text.reference.field == AttachmentRecord.field else { continue }
            report.papers += 1
            guard let listing = try? AttachmentListing(item),
                try await source.read(listing, of: text.name)
            else {
                report.damage.append(Damage(text, isOfPaper: true))
                continue
            }
        }
        return report
    }
}

/// The docket of a ledger, for whoever examines what its entries commit to.
package struct CommittedDocket: Sendable {
    private var docket = Docket()

    package init() {}

    package var texts: [CommittedText] { docket.committedTexts }

    /// Takes the next entry in.
    ///
    /// - Throws: `refused` when it has not the hash kept of it, or cannot be read.
    package mutating func take(
        _ bytes: [UInt8],
        at index: UInt64,
        _ hash: Digest32
    ) throws(StorageError) {
        guard index == docket.size, hash == .leaf(bytes) else {
            throw StorageError(
                .refused,
                "ledger entry \(index): its bytes do not have the hash kept of them",
                zh: "账本第 \(index) 条与其哈希不符"
            )
        }
        let entry: Entry
        do throws(EntryError) {
            entry = try EntryCodec.decode(bytes)
        } catch {
            throw StorageError(
                .refused,
                "ledger entry \(index): \(error)",
                zh: "账本第 \(index) 条：\(error.sentence(in: .zh))"
            )
        }
        docket.apply(
            Recorded(
                index: index,
                at: entry.at,
                hash: hash,
                cause: entry.cause,
                event: entry.event
            )
        )
    }
}
