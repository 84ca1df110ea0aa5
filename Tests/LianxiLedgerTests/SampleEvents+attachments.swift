import LianxiCore

extension SampleEvents {
    /// A paper is kept with a matter.
    static var attachments: [SampleEntry] {
        let listing = DossierReference(field: AttachmentRecord.field, commitment: filled(0xa7))
        return [SampleEntry(event: .attached(matter(1), listing), cause: office)]
    }
}
