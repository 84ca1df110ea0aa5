/// A paper that is kept with a matter (附件), as the docket knows it.
///
/// Its name, its size and its SHA-256 stand in the sealed listing; here is only what stands for that.
package struct AttachmentRecord: Hashable, Sendable {
    /// The field of every listing.
    package static let field = "attachment"
    /// Attachments of one matter.
    package static let most = 100

    package let listing: DossierReference
    package let mark: Mark
}
