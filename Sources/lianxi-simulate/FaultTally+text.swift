import LianxiJSON
import LianxiSimulator

extension FaultTally {
    /// For people: how often each kind took effect, eight to a line.
    func lines(after word: String) -> [String] {
        let counts = FaultKind.allCases.map { "\($0.rawValue) \(self[$0])" }
        return stride(from: 0, to: counts.count, by: 8).map { first in
            "  \(word)\t" + counts[first..<min(first + 8, counts.count)].joined(separator: ", ")
        }
    }

    /// For programs: a member for each kind.
    var json: JSONValue {
        JSONValue(FaultKind.allCases.map { ($0.rawValue, JSONValue(self[$0])) })
    }

    init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init()
        for kind in FaultKind.allCases {
            add(kind, Int(try reader.integer(kind.rawValue, in: 0...JSONValue.largestInteger)))
        }
    }
}
