import LianxiCore
import LianxiJSON

/// The members of entries about the destruction of a dossier.
enum ErasureMembers {
    static func encode(_ it: ErasureAsked, into members: inout Members) {
        encode(it.order, into: &members)
        SignedMembers.encode(it.signed, into: &members)
    }

    private static func encode(_ it: ErasureOrder, into members: inout Members) {
        members.add("ground", it.ground.rawValue)
        members.add("document", it.document)
    }

    static func encode(_ it: Erased, into members: inout Members) {
        encode(it.order, into: &members)
        members.add("asked", it.asked)
        members.add("fields", it.fields.map { .string($0) })
        SignedMembers.encode(it.signed, into: &members)
    }

    static func asked(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> ErasureAsked {
        ErasureAsked(order: try order(&reader, of: matter), signed: try SignedMembers.read(&reader))
    }

    private static func order(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> ErasureOrder {
        ErasureOrder(
            matter: matter,
            ground: try reader.choice("ground", as: ErasureOrder.Ground.self),
            document: try reader.string("document", max: StepDetails.labelBytes)
        )
    }

    static func erased(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> Erased {
        Erased(
            order: try order(&reader, of: matter),
            asked: try reader.unsigned("asked", from: 0),
            fields: try reader.array("fields") { (field) throws(JSONShapeError) in
                try field.string(max: 32)
            },
            signed: try SignedMembers.read(&reader)
        )
    }
}
