import LianxiCore
import LianxiJSON

/// An act as it stands in an entry: its text, its signature, and its place in the batch.
enum ActMembers {
    static func encode(_ act: SignedAct) -> JSONValue {
        var members: Members = []
        members.add("text", act.text)
        members.add("sig", act.signature)
        if act.batchCount > 1 {
            members.add(
                "batch",
                [
                    JSONValue(act.batchCount), JSONValue(act.batchPlace),
                    .array(act.batchPath.map { .string($0.base64) }),
                ]
            )
        }
        return JSONValue(members)
    }

    static func act(_ reader: inout JSONReader) throws(JSONShapeError) -> SignedAct {
        let text = try reader.string("text", max: ActText.mostBytes)
        let signature = try reader.string("sig", max: 128)
        let batch = try reader.optional("batch").map(batch) ?? Batch(count: 1, place: 0, path: [])
        do {
            return try SignedAct(
                text: text,
                batchCount: batch.count,
                batchPlace: batch.place,
                batchPath: batch.path,
                signature: signature
            )
        } catch {
            throw reader.error("text", expected: "the text of an act", found: error.description)
        }
    }

    private struct Batch {
        let count: Int
        let place: Int
        let path: [Digest32]
    }

    private static func batch(_ element: JSONElement) throws(JSONShapeError) -> Batch {
        let parts = try element.array(max: 3) { $0 }
        guard parts.count == 3 else { throw element.error(expected: "[count, place, path]") }
        return Batch(
            count: Int(try parts[0].integer(in: 2...Int64(ActBatch.mostActs))),
            place: Int(try parts[1].integer(in: 0...Int64(ActBatch.mostActs - 1))),
            path: try parts[2].array(max: 8) { (hash) throws(JSONShapeError) in
                try hash.parsed("a hash in base64") { Digest32(base64: $0) }
            }
        )
    }
}
