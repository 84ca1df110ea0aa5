import LianxiCore
import LianxiJSON

/// The member `signed` of entries that an officer signed with his own key.
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
}
