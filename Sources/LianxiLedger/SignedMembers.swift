import LianxiCore
import LianxiJSON

/// The member `signed` of entries that an officer signed with his own key: of the whole entry, or in `by` of what he wished.
enum SignedMembers {
    static func encode(_ it: OfficerSignature?, into members: inout Members) {
        guard let it else { return }
        members.add(
            "signed",
            JSONValue([
                ("at", JSONValue(it.at.milliseconds)), ("signature", .string(it.signature)),
            ])
        )
    }

    static func read(_ reader: inout JSONReader) throws(JSONShapeError) -> OfficerSignature? {
        try reader.optionalObject("signed") { (inner) throws(JSONShapeError) in
            OfficerSignature(at: try moment(&inner), signature: try signature(&inner))
        }
    }

    static func encode(_ it: WishSignature) -> JSONValue {
        var members: Members = []
        members.add("at", it.at.milliseconds)
        BatchPlace(count: it.count, place: it.place, path: it.path).add(to: &members)
        members.add("signature", it.signature)
        return JSONValue(members)
    }

    static func wish(_ reader: inout JSONReader) throws(JSONShapeError) -> WishSignature {
        let batch = try BatchPlace(
            &reader,
            most: WishSignature.mostWishes,
            longestPath: WishSignature.longestPath
        )
        return WishSignature(
            at: try moment(&reader),
            signature: try signature(&reader),
            count: batch.count,
            place: batch.place,
            path: batch.path
        )
    }

    private static func moment(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> Timestamp {
        let at = try reader.moment("at")
        guard at == Timestamp(seconds: at.seconds) else {
            throw reader.error("at", expected: "whole seconds", found: "\(at.milliseconds)")
        }
        return at
    }

    private static func signature(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> String {
        try reader.string("signature", max: 92)
    }
}
