import LianxiCore
import LianxiJSON

/// An act as it stands in an entry: its text, its signature, and its place in the batch.
enum ActMembers {
    static func encode(_ act: SignedAct) -> JSONValue {
        var members: Members = []
        members.add("text", act.text)
        members.add("sig", act.signature)
        let batch = BatchPlace(count: act.batchCount, place: act.batchPlace, path: act.batchPath)
        batch.add(to: &members)
        return JSONValue(members)
    }

    static func act(_ reader: inout JSONReader) throws(JSONShapeError) -> SignedAct {
        let text = try reader.string("text", max: ActText.mostBytes)
        let signature = try reader.string("sig", max: 128)
        let batch = try BatchPlace(&reader, most: ActBatch.mostActs, longestPath: 8)
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
}

/// Where something stands among what is under one signature: the member `batch`, absent where it is alone.
struct BatchPlace {
    let count: Int
    let place: Int
    let path: [Digest32]

    init(count: Int, place: Int, path: [Digest32]) {
        self.count = count
        self.place = place
        self.path = path
    }

    init(
        _ reader: inout JSONReader,
        most: Int,
        longestPath: Int
    ) throws(JSONShapeError) {
        guard let element = reader.optional("batch") else {
            self.init(count: 1, place: 0, path: [])
            return
        }
        let parts = try element.array(max: 3) { $0 }
        guard parts.count == 3 else { throw element.error(expected: "[count, place, path]") }
        self.init(
            count: Int(try parts[0].integer(in: 2...Int64(most))),
            place: Int(try parts[1].integer(in: 0...Int64(most - 1))),
            path: try parts[2].array(max: longestPath) { (hash) throws(JSONShapeError) in
                try hash.parsed("a hash in base64") { Digest32(base64: $0) }
            }
        )
    }

    func add(to members: inout Members) {
        guard count > 1 else { return }
        members.add(
            "batch",
            [
                JSONValue(count), JSONValue(place), .array(path.map { .string($0.base64) }),
            ]
        )
    }
}
