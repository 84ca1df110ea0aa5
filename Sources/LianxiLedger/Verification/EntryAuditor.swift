import LianxiCore

/// Audits entry after entry: form, chains, feeds, keys, acts, and what they come to when replayed.
struct EntryAuditor {
    /// How long a request's name stands for that request: 30 days.
    private static let requestMilliseconds: Int64 = 30 * 86_400_000

    private struct RequestName: Hashable {
        let party: PartyID
        let request: RequestID
    }

    private let origin: String
    private var newest: Timestamp?
    private var chains: [ChainID: (number: UInt64, hash: Digest32)] = [:]
    private var feeds: [PartyID: UInt64] = [:]
    private var lastEntry: [RequestName: (index: UInt64, at: Timestamp)] = [:]
    private var acts: ActAuditor
    private var office: OfficeAuditor
    private var wishes: WishAuditor
    private var duties = DutyAuditor()
    private var times: TimeAuditor
    /// What the entries come to; `nil` from the first finding on, because events that do not
    /// follow from each other must not be applied.
    private var docket: Docket? = Docket()
    /// What the entries came to before the first that does not follow.
    private var broken: Docket?

    /// What the entries come to, or came to before the first finding.
    var lastDocket: Docket? { docket ?? broken }

    /// - Parameters:
    ///   - key: The log's.
    ///   - witnesses: Believed beside the parties enrolled as such.
    init(key: VerifierKey, witnesses: [VerifierKey] = []) {
        origin = key.name
        acts = ActAuditor(origin: key.name)
        office = OfficeAuditor(origin: key.name)
        wishes = WishAuditor(origin: key.name)
        times = TimeAuditor(key: key, witnesses: witnesses)
    }

    /// Audits the next entry.
    ///
    /// - Parameters:
    ///   - parsed: What its bytes are read as.
    ///   - bytes: The entry as the bundle has it.
    ///   - index: Its place.
    ///   - hash: Its leaf hash.
    ///   - levels: The hashes of at least all entries before it.
    ///   - report: Takes counts and findings.
    ///   - observer: Told of the entry when it could be replayed.
    mutating func audit(
        _ parsed: Result<Entry, EntryError>,
        bytes: [UInt8],
        index: UInt64,
        hash: Digest32,
        _ levels: HashLevels,
        _ report: inout VerificationReport,
        _ observer: (ReplayedEntry) -> Void
    ) {
        let found = report.count
        let entry: Entry
        switch parsed {
        case .failure(let error):
            report.add(VerificationFinding(.entryMalformed, entry: index, error.description))
            return stop()
        case .success(let read): entry = read
        }
        check(entry, index: index, hash: hash, &report)
        let recorded = Recorded(
            index: index,
            at: entry.at,
            hash: hash,
            cause: entry.cause,
            event: entry.event
        )
        // First, because what the office's officers sign is by the keys they had before.
        office.audit(recorded, acts, &report)
        wishes.audit(recorded, &acts, &report)
        acts.audit(entry.event, index: index, hash: hash, levels, &report)
        count(entry.event, &report)
        guard report.count == found else { return stop() }
        times.audit(recorded, levels, &report)
        replay(recorded, &report)
        guard let docket else { return }
        observer(
            ReplayedEntry(recorded: recorded, bytes: bytes, chain: entry.chain, docket: docket)
        )
    }

    /// Checks the signatures of the acts audited since the last call.
    mutating func checkSignatures(_ workers: any Workers, _ report: inout VerificationReport) {
        acts.checkSignatures(workers, &report)
    }

    /// Compares the moments of what a checkpoint covers with the times of its cosignatures.
    mutating func audit(_ note: SignedNote, size: UInt64, _ report: inout VerificationReport) {
        times.audit(note, size: size, &report)
    }

    /// Asks what only the whole ledger can answer.
    mutating func finish(_ report: inout VerificationReport) {
        guard var docket = self.docket.take() else { return }
        duties.finish(&docket, &report)
        broken = docket
        guard report.isFine else { return }
        for broken in docket.checkInvariants() {
            report.add(VerificationFinding(.replayBroken, broken))
        }
    }

    private mutating func check(
        _ entry: Entry,
        index: UInt64,
        hash: Digest32,
        _ report: inout VerificationReport
    ) {
        if case .founded(let origin, _) = entry.event {
            if index != 0 || origin != self.origin {
                report.add(VerificationFinding(.foundedWrong, entry: index, origin))
            }
        } else if index == 0 {
            report.add(VerificationFinding(.foundedWrong, entry: index))
        }
        if let newest, entry.at < newest {
            report.add(VerificationFinding(.timeBack, entry: index))
        }
        newest = entry.at
        if let chain = entry.event.chain, let link = entry.chain {
            let last = chains.updateValue((link.number, hash), forKey: chain)
            if link.number != (last?.number ?? 0) + 1 || link.previous != last?.hash {
                report.add(VerificationFinding(.chainBroken, entry: index, "\(chain)"))
            }
            if last == nil, chain.matter != nil { report.matters += 1 }
        }
        if let delivery = entry.delivery {
            if delivery.number != (feeds[delivery.recipient] ?? 0) + 1 {
                let detail = "\(delivery.recipient) \(delivery.number)"
                report.add(VerificationFinding(.feedBroken, entry: index, detail))
            }
            feeds[delivery.recipient] = delivery.number
        }
        checkRequest(entry.cause, at: entry.at, index: index, &report)
    }

    private mutating func stop() { broken = docket.take() ?? broken }

    /// Applies the entry, unless it cannot follow the ones before it.
    private mutating func replay(_ recorded: Recorded, _ report: inout VerificationReport) {
        guard var docket = self.docket.take() else { return }
        duties.auditBefore(recorded, &docket, &report)
        if !docket.grants(recorded.event, to: recorded.cause) {
            let officer = recorded.cause?.officer?.text ?? "?"
            report.add(VerificationFinding(.roleWrong, entry: recorded.index, officer))
        }
        if let obstacle = docket.obstacle(to: recorded) {
            report.add(VerificationFinding(.replayBroken, entry: recorded.index, obstacle))
            broken = consume docket
            return
        }
        for remark in docket.remarks(on: recorded) { report.add(remark) }
        docket.apply(recorded)
        duties.auditAfter(recorded, docket, &report)
        self.docket = consume docket
    }

    /// The entries of one request stand together: a repeat is answered, not recorded again.
    ///
    /// Names of requests are the asker's own, and good for 30 days.
    private mutating func checkRequest(
        _ cause: Cause?,
        at: Timestamp,
        index: UInt64,
        _ report: inout VerificationReport
    ) {
        guard let cause, let request = cause.request else { return }
        let name = RequestName(party: cause.party, request: request)
        if let last = lastEntry[name], last.index + 1 != index,
            last.at.adding(milliseconds: Self.requestMilliseconds) > at
        {
            report.add(VerificationFinding(.requestSplit, entry: index, "\(request)"))
        }
        lastEntry[name] = (index, at)
    }

    private func count(_ event: Event, _ report: inout VerificationReport) {
        switch event {
        case .partyEnrolled, .partyRevoked: report.parties = acts.parties
        case .signed, .objected, .accepted, .concluded, .acted, .documentActed: report.acts += 1
        case .escalated: report.escalations += 1
        default: break
        }
    }
}
