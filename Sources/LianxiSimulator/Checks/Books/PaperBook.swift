import LianxiCore

/// Documents: whom they are addressed to, how they are numbered, and how far they are.
struct PaperBook {
    private struct Paper {
        let kind: DocumentKind
        let named: [MatterID]
        let assignment: AssignmentID?
        var addressee: PartyID
        var copies: [PartyID]
        var order: UInt64
        var orderHash: Digest32
        var isApproved = false
        var isIssued = false
        var isVoid = false
    }

    private struct Series: Hashable {
        let series: SeriesID
        let year: Int
    }

    /// Measures of the conference, which the convenor signs.
    ///
    /// Art. 39(3).
    private static let measures: Set<DocumentKind> = [
        .interview, .circular, .listed, .rectification,
    ]

    private var papers: [DocumentID: Paper] = [:]
    private var serials: [Series: Int] = [:]
    private var numbers: Set<String> = []

    mutating func take(_ line: Books.Line, _ charges: ChargeBook) -> [String] {
        switch line.event {
        case .documented(let it): documented(it, line)
        case .documentActed(let it): acted(it, charges)
        default: []
        }
    }

    func assignment(of document: DocumentID) -> AssignmentID? { papers[document]?.assignment }

    /// It was issued to the party, or a copy was.
    func holds(_ party: PartyID, _ matter: MatterID) -> Bool {
        papers.values.contains {
            $0.isIssued && $0.named.contains(matter)
                && ($0.addressee == party || $0.copies.contains(party))
        }
    }

    private mutating func documented(_ it: Documented, _ line: Books.Line) -> [String] {
        let id = it.move.document
        if it.move.step == .drafted, let subject = it.subject {
            let isKnown = papers[id] != nil
            papers[id] = Paper(
                kind: subject.kind,
                named: subject.named,
                assignment: subject.assignment,
                addressee: subject.addressee,
                copies: subject.copies,
                order: line.index,
                orderHash: line.hash
            )
            return isKnown ? ["drafts a document that is there"] : []
        }
        guard let paper = papers[id] else { return ["a step on a document that nobody drafted"] }
        var faults = paper.isVoid && it.move.step != .recalled ? ["a step on a void document"] : []
        switch it.move.step {
        case .issued:
            faults += issued(it.move, paper, line.at)
            papers[id]?.isIssued = true
        case .voided: papers[id]?.isVoid = true
        case .rebound: papers[id]?.addressee = it.subject?.addressee ?? paper.addressee
        case .copied: papers[id]?.copies = it.subject?.copies ?? paper.copies
        case .released: papers[id]?.copies.removeAll { $0 == it.recipient }
        case .drafted, .accepted, .refused, .recalled: break
        }
        if [.issued, .refused, .rebound].contains(it.move.step) {
            papers[id]?.order = line.index
            papers[id]?.orderHash = line.hash
        }
        return faults
    }

    private mutating func issued(
        _ move: DocumentMove,
        _ paper: Paper,
        _ at: Timestamp
    ) -> [String] {
        var faults = paper.isIssued ? ["issues a document twice"] : []
        if Self.measures.contains(paper.kind), !paper.isApproved {
            faults.append("issues a measure that no convenor signed")
        }
        guard let number = move.number else { return faults + ["issues without a number"] }
        let series = Series(series: number.series, year: number.year)
        let before = serials.updateValue(number.serial, forKey: series) ?? 0
        if number.serial != before + 1 {
            faults.append("number \(number.serial) follows \(before)")
        }
        if !numbers.insert(number.text).inserted {
            faults.append("gives number \(number.text) twice")
        }
        if number.year != at.civilDate.year { faults.append("numbers a document in another year") }
        return faults
    }

    private mutating func acted(_ it: DocumentActed, _ charges: ChargeBook) -> [String] {
        let act = it.act.act
        guard let paper = papers[it.document] else { return ["acts on no document"] }
        var faults: [String] = []
        func must(_ holds: Bool, _ what: String) {
            if !holds { faults.append("\(act.verb.rawValue) \(what)") }
        }
        if act.verb == .approveDocument {
            papers[it.document]?.isApproved = true
            must(act.department == .leaders, "by who is no leader")
        } else {
            must(act.department == paper.addressee, "by who it is not addressed to")
            must(paper.isIssued, "before it was issued")
        }
        must(!paper.isVoid, "on a void document")
        must(act.order == paper.order, "answers an older word")
        must(act.orderHash == paper.orderHash, "answers a word with other bytes")
        let isRecused = paper.named.contains {
            charges.isRecused(act.officer, of: act.department, from: $0)
        }
        must(!isRecused, "by an officer who stands aside")
        return faults
    }
}
