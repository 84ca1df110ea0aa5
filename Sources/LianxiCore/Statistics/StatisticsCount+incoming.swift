// What came in: pieces, by what they are about and where; sealed ones by no subject and no place.

extension StatisticsCount {
    mutating func addPieces(of matter: MatterRecord, isSealed: Bool, repeated: [MatterID]) {
        for (number, piece) in matter.pieces.enumerated() {
            let day = piece.receivedAt.civilDate
            guard period.contains(day) else {
                if before.contains(day) {
                    list(piece, of: matter, isSealed, on: day, isBefore: true)
                }
                continue
            }
            list(piece, of: matter, isSealed, on: day, isBefore: false)
            count(piece)
            if number > 0 {
                repeats += 1
                raisedAgain.insert(matter.facts.matter)
            } else if !repeated.isEmpty {
                repeats += 1
                raisedAgain.formUnion(repeated)
            }
        }
    }

    private mutating func list(
        _ piece: Piece,
        of matter: MatterRecord,
        _ isSealed: Bool,
        on day: CivilDate,
        isBefore: Bool
    ) {
        let facts = matter.facts
        channels.add(piece.channel, isBefore: isBefore)
        classes.add(facts.matterClass, isBefore: isBefore)
        purposes.add(facts.purpose, isBefore: isBefore)
        guard !isSealed else { return }
        subjects.add(facts.subject, isBefore: isBefore)
        places.add(facts.place, isBefore: isBefore)
        hotspots.add(TextPair(first: facts.subject, second: facts.place), isBefore: isBefore)
        if !isBefore {
            let month = String(day.description.prefix(7))
            months.add(TextPair(first: facts.subject, second: month))
        }
    }

    private mutating func count(_ piece: Piece) {
        pieces += 1
        if piece.channel == .online { online += 1 }
        guard piece.channel == .visit else { return }
        batches += 1
        persons += piece.persons
        guard let size = CollectiveSize(piece.persons) else { return }
        collectiveVisits += 1
        collectivePersons += piece.persons
        collective.add(size)
    }
}
