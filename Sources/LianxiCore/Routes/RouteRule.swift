/// One rule of the dispatch catalogue: for which matters, who leads, who assists.
package struct RouteRule: Hashable, Sendable {
    package let id: RouteID
    /// Any of these; empty for all.
    package let subjects: [String]
    /// The place begins with any of these; empty for all.
    package let places: [String]
    /// Any of these; empty for all.
    package let classes: [MatterClass]
    package let lead: PartyID
    package let assists: [PartyID]
    /// The paper it rests on (三定规定, a list of powers), at most 96 bytes of UTF-8; empty where none is named.
    package let source: String

    package init(
        id: RouteID,
        subjects: [String] = [],
        places: [String] = [],
        classes: [MatterClass] = [],
        lead: PartyID,
        assists: [PartyID] = [],
        source: String = ""
    ) {
        self.id = id
        self.subjects = subjects
        self.places = places
        self.classes = classes
        self.lead = lead
        self.assists = assists
        self.source = source
    }

    /// The most subjects, and the most places, of a rule.
    package static let mostWords = 64
    /// The most units that assist.
    package static let mostAssists = 8
    /// The most bytes of a place.
    package static let placeBytes = 64
    /// The most bytes of the source.
    package static let sourceBytes = 96

    /// How specific a fit is; compared in the order of the members.
    struct Rank: Hashable, Comparable {
        let conditions: Int
        let placeBytes: Int
        let hasSubject: Bool
        let hasClass: Bool

        static func < (left: Self, right: Self) -> Bool {
            if left.conditions != right.conditions { return left.conditions < right.conditions }
            if left.placeBytes != right.placeBytes { return left.placeBytes < right.placeBytes }
            if left.hasSubject != right.hasSubject { return right.hasSubject }
            return right.hasClass && !left.hasClass
        }
    }

    /// How well it fits; `nil` when it does not.
    func fit(_ question: RouteQuestion) -> Rank? {
        guard subjects.isEmpty || subjects.contains(question.subject),
            classes.isEmpty || classes.contains(question.matterClass)
        else { return nil }
        let place = places.filter { question.place.hasPrefix($0) }.map(\.utf8.count).max()
        guard places.isEmpty || place != nil else { return nil }
        return Rank(
            conditions: [subjects.isEmpty, places.isEmpty, classes.isEmpty].count { !$0 },
            placeBytes: place ?? 0,
            hasSubject: !subjects.isEmpty,
            hasClass: !classes.isEmpty
        )
    }

    /// The questions that favour the rule most: its own words, and words no rule names.
    var questions: [RouteQuestion] {
        let subjects = subjects.isEmpty ? ["\u{0}"] : subjects
        let places = places.isEmpty ? ["\u{0}"] : places
        let classes = classes.isEmpty ? MatterClass.allCases : classes
        return subjects.flatMap { subject in
            places.flatMap { place in
                classes.map {
                    RouteQuestion(subject: subject, place: place, matterClass: $0)
                }
            }
        }
    }

    /// Bytes it takes in an entry, at the most.
    var room: Int {
        let words = subjects + places + classes.map(\.rawValue) + assists.map(\.text)
        let own = 90 + id.text.utf8.count + lead.text.utf8.count + 2 * source.utf8.count
        return words.reduce(own) { $0 + 2 * $1.utf8.count + 3 }
    }

    var isWellFormed: Bool {
        func areDistinct<Word: Hashable>(_ words: [Word], most: Int) -> Bool {
            words.count <= most && Set(words).count == words.count
        }
        return areDistinct(subjects, most: Self.mostWords)
            && areDistinct(places, most: Self.mostWords)
            && areDistinct(classes, most: MatterClass.allCases.count)
            && areDistinct([lead] + assists, most: 1 + Self.mostAssists)
            && places.allSatisfy { (1...Self.placeBytes).contains($0.utf8.count) && !$0.hasControl }
            && subjects.allSatisfy { DataSetID($0) != nil }
            && source.utf8.count <= Self.sourceBytes && !source.hasControl
    }
}
