/// Finds the name that was probably meant.
enum Nearest {
    /// The nearest of the names, when it is near enough to be worth saying.
    ///
    /// - Returns: The name with the fewest edits, at most a third of the word's length but at
    ///   least one; the first such in the order given; `nil` when none is that near.
    static func name(to word: String, among names: [String]) -> String? {
        let most = max(1, word.count / 3)
        let ranked = names.map { (name: $0, edits: edits(word, $0)) }.filter { $0.edits <= most }
        return ranked.min { $0.edits < $1.edits }?.name
    }

    /// Levenshtein's distance in characters.
    private static func edits(_ left: String, _ right: String) -> Int {
        let target = Array(right)
        var row = Array(0...target.count)
        for (place, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for column in target.indices {
                let kept = diagonal + (target[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(kept, diagonal + 1, row[column] + 1)
            }
        }
        return row[target.count]
    }
}
