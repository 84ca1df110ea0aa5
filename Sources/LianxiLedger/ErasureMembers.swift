import LianxiCore
import LianxiJSON

/// The members of entries about the destruction of a dossier.
enum ErasureMembers {
    static func encode(_ it: ErasureAsked, into members: inout Members) {
        encode(it.order, into: &members)
        encode(it.signed, into: &members)
    }

    private static func encode(_ it: ErasureOrder, into members: inout Members) {
        members.add("ground", it.ground.rawValue)
        members.add("document", it.document)
    }

    private static func encode(_ it: OfficerSignature?, into members: inout Members) {
        guard let it else { return }
        members.add(
            "signed",
            JSONValue([
                ("at", JSONValue(it.at.milliseconds)), ("signature", .string(it.signature)),
            ])
        )
    }

    static func encode(_ it: Erased, into members: inout Members) {
        encode(it.order, into: &members)
        members.add("asked", it.asked)
        members.add("fields", it.fields.map { .string($0) })
        encode(it.signed, into: &members)
    }

    static func asked(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> ErasureAsked {
        ErasureAsked(order: try order(&reader, of: matter), signed: try signed(&reader))
    }

    private static func signed(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> OfficerSignature? {
        try reader.optionalObject("signed") { (inner) throws(JSONShapeError) in
            let at = try inner.moment("at")
            guard at == Timestamp(seconds: at.seconds) else {
                throw JSONShapeError(
                    path: "signed.at",
                    expected: "whole seconds",
                    found: "\(at.milliseconds)"
                )
            }
            return OfficerSignature(at: at, signature: try inner.string("signature", max: 92))
        }
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
            signed: try signed(&reader)
        )
    }
}
