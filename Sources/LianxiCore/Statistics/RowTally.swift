/// Counts by a key, in the period and in the one before.
struct RowTally<Key: Hashable> {
    private var counts: [Key: (own: Int, before: Int)] = [:]

    mutating func add(_ key: Key, isBefore: Bool = false) {
        if isBefore {
            counts[key, default: (0, 0)].before += 1
        } else {
            counts[key, default: (0, 0)].own += 1
        }
    }

    /// Largest count first, then by the texts of the keys.
    func rows(
        compares: Bool,
        _ texts: (Key) -> (key: String, second: String?)
    ) -> [Statistics.Row] {
        counts.map { key, count in
            let (text, second) = texts(key)
            return Statistics.Row(
                key: text,
                second: second,
                count: count.own,
                before: compares ? count.before : nil
            )
        }.sorted { left, right in
            left.count != right.count
                ? left.count > right.count
                : (left.key, left.second ?? "") < (right.key, right.second ?? "")
        }
    }

    /// The same for keys that stand for one text.
    func rows(compares: Bool = false, _ text: (Key) -> String) -> [Statistics.Row] {
        rows(compares: compares) { (text($0), nil) }
    }
}

/// Two texts that are counted together.
struct TextPair: Hashable {
    let first: String
    let second: String
}
