import LianxiCore
import LianxiJSON

/// The members of entries about papers of a matter.
enum AttachmentMembers {
    static func encode(_ listing: DossierReference, into members: inout Members) {
        members.add("listing", MatterMembers.encode(listing))
    }

    static func attached(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> Event {
        .attached(matter, try MatterMembers.reference(try reader.element("listing")))
    }
}
