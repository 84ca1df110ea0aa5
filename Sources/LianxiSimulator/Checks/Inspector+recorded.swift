import LianxiCore
import LianxiLedger
import Synchronization

// What the disk takes.

extension Inspector {
    /// The disk has the batch.
    func recorded(_ batch: AppendBatch) {
        let now = timeline.now
        state.withLock { state in
            state.batches += 1
            let late = state.late
            for entry in batch.entries { state.take(entry, now) }
            count.happened(.late, times: state.late - late)
            if state.tree.root != batch.root {
                state.find(.ledger, "the batch's root is not its entries'", now)
            }
        }
    }

    /// The signer's lock has the note.
    func signed(_ note: [UInt8], size: UInt64) {
        let now = timeline.now
        let key = keys.log.verifier
        state.withLock { state in
            guard let it = try? Checkpoint(verifying: note, by: key), it.size == size else {
                return state.find(.checkpoints, "a checkpoint of size \(size) is not signed", now)
            }
            if size < state.signedSize {
                state.find(.checkpoints, "size \(size) was signed after \(state.signedSize)", now)
            }
            if size >= state.roots.count || state.roots[Int(size)] != it.root {
                state.find(.checkpoints, "the ledger never had the head signed at \(size)", now)
            }
            state.signedSize = size
            state.notes.insert(note)
        }
    }

    /// The hash of the entry there is at the index.
    func hash(of index: UInt64) -> Digest32 { state.withLock { $0.entries[Int(index)].hash } }

    /// The entries of the matter, in order.
    func lines(of matter: MatterID) -> [(index: UInt64, entry: Entry)] {
        let (entries, own) = state.withLock { state in
            (state.entries, state.docket.matter(matter)?.entries ?? [])
        }
        return own.compactMap { index in
            (try? EntryCodec.decode(entries[Int(index)].bytes)).map { (index: index, entry: $0) }
        }
    }

    /// Whether the act with this text is in the ledger.
    func isRecorded(_ text: String) -> Bool { state.withLock { $0.acts[text] != nil } }

    /// The daemon says that a request made the entry.
    func granted(_ index: UInt64, to request: RequestID, of party: PartyID) {
        let now = timeline.now
        state.withLock { state in
            guard index < state.tree.size,
                let entry = try? EntryCodec.decode(state.entries[Int(index)].bytes)
            else { return state.find(.confirmed, "entry \(index) was promised too soon", now) }
            if entry.cause?.request != request || entry.cause?.party != party {
                state.find(.confirmed, "entry \(index) is another request's", now)
            }
        }
    }

    /// An agent keeps the daemon's word that the receipt for the order is entry `index`.
    ///
    /// Of an order that nobody has received, because it ended before, it is the order itself.
    func received(_ order: UInt64, entry index: UInt64) {
        let now = timeline.now
        state.withLock { state in
            guard let receipt = state.docket.order(at: order)?.assignment.receipt else { return }
            if receipt.index != index {
                let text = "a receipt of entry \(receipt.index) is told as \(index)"
                state.find(.confirmed, text, now)
            }
        }
    }

    /// Whether the party has a part in the matter by what the entries say, or a document about it.
    func holds(_ party: PartyID, _ matter: MatterID) -> Bool {
        state.withLock { $0.books.holds(party, matter) }
    }

    /// An agent keeps the daemon's word that an act is entry `index`.
    func confirmed(_ text: String, entry index: UInt64) {
        let now = timeline.now
        state.withLock { state in
            guard let found = state.acts[text] else {
                return state.find(.confirmed, "an act confirmed as \(index) is not recorded", now)
            }
            if found != index {
                state.find(.confirmed, "an act of entry \(found) was confirmed as \(index)", now)
            }
        }
    }
}

extension Inspector.State {
    fileprivate mutating func take(_ stored: StoredEntry, _ now: Int64) {
        func must(_ holds: Bool, _ check: Finding.Check, _ what: String, _ state: inout Self) {
            if !holds { state.find(check, "entry \(stored.index): \(what)", now) }
        }
        guard stored.index == tree.size else {
            return find(.ledger, "entry \(stored.index) stands at \(tree.size)", now)
        }
        must(stored.hash == .leaf(stored.bytes), .ledger, "the hash is another's", &self)
        tree.append(stored.hash)
        roots.append(tree.root)
        entries.append(stored)
        let entry: Entry
        do { entry = try EntryCodec.decode(stored.bytes) } catch {
            return find(.ledger, "entry \(stored.index): \(error)", now)
        }
        types.insert(entry.event.typeName)
        if let last = docket.lastAt { must(entry.at >= last, .ledger, "is older", &self) }
        let link = entry.event.chain.map { docket.chainLink(of: $0) }
        must(entry.chain?.number == link?.number, .ledger, "breaks its chain", &self)
        must(entry.chain?.previous == link?.previous, .ledger, "breaks its chain", &self)
        must(entry.delivery == stored.delivery, .feeds, "is indexed elsewhere", &self)
        must(entry.delivery?.recipient == entry.event.recipient, .feeds, "is misaddressed", &self)
        if let delivery = entry.delivery {
            let last = feeds[delivery.recipient, default: 0]
            must(delivery.number == last + 1, .feeds, "leaves a gap in its feed", &self)
            feeds[delivery.recipient] = delivery.number
        }
        look(at: entry, stored.index, now)
        for fault in books.take(Books.Line(entry: entry, index: stored.index, hash: stored.hash)) {
            find(.rules, "entry \(stored.index): \(fault)", now)
        }
        docket.apply(
            Recorded(
                index: stored.index,
                at: entry.at,
                hash: stored.hash,
                cause: entry.cause,
                event: entry.event
            )
        )
    }

    /// What must happen once.
    private mutating func look(at entry: Entry, _ index: UInt64, _ now: Int64) {
        if let cause = entry.cause, let request = cause.request {
            let key = Inspector.RequestKey(party: cause.party, request: request)
            let first = requests.updateValue((batches, entry.at), forKey: key)
            // A name stands for its request for 30 days.
            if let first, first.batch != batches,
                entry.at < first.at.adding(milliseconds: 30 * 86_400_000)
            {
                find(.confirmed, "entry \(index) does a request again", now)
            }
        }
        switch entry.event {
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            note(it.act, index, now)
            if it.isLate { late += 1 }
        case .documentActed(let it): note(it.act, index, now)
        case .answered(let it): note(it.act, index, now)
        case .escalated(let it): look(at: it, index, now)
        default: break
        }
    }

    private mutating func note(_ act: SignedAct, _ index: UInt64, _ now: Int64) {
        if let first = acts.updateValue(index, forKey: act.text) {
            find(.confirmed, "entry \(index) is the act of entry \(first) again", now)
        }
    }

    private mutating func look(at it: Escalated, _ index: UInt64, _ now: Int64) {
        guard let clock = docket.clock(it.clock), clock.isRunning else {
            return find(.duties, "entry \(index) escalates a duty that is not owed", now)
        }
        let step = Inspector.FiredStep(
            clock: it.clock,
            start: clock.start.start,
            period: clock.start.period,
            // A unit that has it for the second time is urged for the second time.
            version: it.step == Escalated.outsidePolicy
                ? it.clock.assignment.flatMap { docket.assignment($0)?.version } : nil,
            step: it.number,
            recipient: it.recipient,
            post: it.post
        )
        if !fired.insert(step).inserted {
            find(.duties, "entry \(index) fires step \(it.step) of \(it.clock.duty) again", now)
        }
    }
}
