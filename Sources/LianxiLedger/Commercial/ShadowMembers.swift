import LianxiCore
import LianxiJSON

/// The members of an entry about the SM3 tree.
enum ShadowMembers {
    static func encode(_ it: ShadowHead, into members: inout Members) {
        members.add("size", it.size)
        members.add("root", commitment: it.root)
    }

    static func head(_ reader: inout JSONReader) throws(JSONShapeError) -> ShadowHead {
        ShadowHead(
            size: try reader.unsigned("size", from: 1),
            root: try reader.commitment("root")
        )
    }
}
