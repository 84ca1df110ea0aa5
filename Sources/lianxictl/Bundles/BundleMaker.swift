import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Asks the daemon in the place of a unit without a network.
struct BundleMaker {
    let office: OfficeDesk
    let printing: PrintingOptions

    /// How often the newest checkpoint is asked for until it covers all items, and the pause between, in milliseconds.
    private static let attempts = 40
    private static let pause = 250

    /// Puts together what goes to the unit.
    ///
    /// - Parameters:
    ///   - party: The unit.
    ///   - number: The last number of its feed it has.
    ///   - kept: Size of the checkpoint it has.
    ///   - answers: To what it had carried here.
    ///   - receipts: The same of receipts.
    /// - Returns: The file's bytes, how many items it has, and the size of its checkpoint.
    /// - Throws: ``Trouble``, `DeskError`.
    func make(
        for party: PartyID,
        after number: UInt64,
        kept: UInt64,
        answers: [UnitBundle.Answer] = [],
        receipts: [UnitBundle.Receipt] = []
    ) async throws -> (bytes: [UInt8], items: Int, size: UInt64) {
        let hello = try await carry(
            HelloRequest(software: "lianxictl", installation: nil),
            for: party
        ).answer
        let items = try await items(of: party, after: number)
        let (reply, size) = try await checkpoint(for: party, from: kept, over: items)
        var proven: [UnitBundle.Item] = []
        for item in items {
            let path = try await office.desk.ask(ProveRequest(index: item.index, size: size)).proof
            proven.append(UnitBundle.Item(frame: item.encode(), path: path))
        }
        let bundle = UnitBundle(
            hello: hello.carried(to: items.last?.number ?? number),
            after: number,
            kept: kept,
            checkpoint: reply,
            items: proven,
            answers: answers,
            receipts: receipts,
            names: try await office.desk.ask(NamesRequest()).names
        )
        let content = bundle.encode().canonicalBytes
        let seal = try await office.desk.ask(
            SealRequest(party: party, digest: .sha256(of: content))
        ).note
        let file = BundleFile(content: String(decoding: content, as: UTF8.self), note: seal)
        return (file.encode().canonicalBytes, items.count, size)
    }

    private func items(of party: PartyID, after number: UInt64) async throws -> [FeedItem] {
        var items: [FeedItem] = []
        while items.count < UnitBundle.mostItems {
            let after = items.last?.number ?? number
            let page = try await carry(SyncRequest(after: after), for: party).items
            if page.isEmpty { break }
            items += try page.map { frame throws(FrameError) in try FeedItem(decoding: frame) }
        }
        return Array(items.prefix(UnitBundle.mostItems))
    }

    /// The newest checkpoint that covers all items: one is signed each second.
    private func checkpoint(
        for party: PartyID,
        from kept: UInt64,
        over items: [FeedItem]
    ) async throws -> (CheckpointReply, UInt64) {
        let newest = items.map(\.index).max().map { $0 + 1 } ?? 0
        for _ in 0..<Self.attempts {
            let reply = try await carry(CheckpointRequest(from: kept), for: party).answer
            let size = reply.note.isEmpty ? 0 : try office.checkpoint(reply.note).size
            if size >= newest { return (reply, size) }
            try await office.desk.surroundings.sleep(Self.pause)
        }
        throw Trouble.cannotOpen(
            printing.say(
                "最新检查点尚未覆盖这些条目，请稍后再试",
                "the newest checkpoint does not cover these items yet; try again later"
            )
        )
    }

    /// What became of a bundle that was taken in.
    struct Taken {
        let party: PartyID
        let bundle: OfficeBundle
        var answers: [UnitBundle.Answer] = []
        var receipts: [UnitBundle.Receipt] = []
        var recorded = 0
        var refused = 0

        mutating func count(_ results: [EntryResult]) {
            for result in results {
                if case .entry = result { recorded += 1 } else { refused += 1 }
            }
        }
    }

    /// Has the daemon take in a unit's receipts and acts, in the order the unit made them.
    ///
    /// - Throws: ``Trouble`` when nothing of it is believed; `DeskError` when the daemon could not take all: taken in again, what was recorded stays so.
    func take(_ bytes: [UInt8], named path: String) async throws -> Taken {
        let (bundle, party) = try await open(bytes, named: path)
        var taken = Taken(party: party, bundle: bundle)
        if !bundle.orders.isEmpty {
            let results = try await carry(
                ReceiveRequest(orders: bundle.orders),
                for: party,
                note: bundle.note
            ).answer.results
            taken.count(results)
            taken.receipts = zip(bundle.orders, results).map {
                UnitBundle.Receipt(index: $0.index, result: $1)
            }
        }
        for acts in bundle.acts {
            let reply = try await answer(to: acts.body, for: party)
            if case .ok(let value) = reply {
                taken.count(try ActReply(decoding: value).results)
            } else {
                taken.refused += 1
            }
            taken.answers.append(UnitBundle.Answer(request: acts.request, reply: reply))
        }
        return taken
    }

    /// The daemon's word on a batch of acts; a refusal that a repeat may cure is thrown.
    private func answer(to body: JSONValue, for party: PartyID) async throws -> DeskReply {
        do {
            let carried = try await office.desk.ask(CarryRequest(party: party, asks: body))
            return .ok(carried.answer)
        } catch DeskError.refused(let refusal) {
            switch refusal.refusal {
            case .busy, .storageFull, .stopping, .unknownParty: throw DeskError.refused(refusal)
            default: return .refused(refusal)
            }
        }
    }

    private func open(
        _ bytes: [UInt8],
        named path: String
    ) async throws -> (OfficeBundle, PartyID) {
        let rows = try await office.desk.ask(PartiesRequest()).parties
        let named = BundleFile.party(of: bytes)
        let row = rows.first { $0.party.id == named && $0.revocation == nil }
        let keys = (row?.party.actKeys ?? []).compactMap {
            try? VerifierKey(parsing: $0.verifierKey)
        }
        do throws(BundleMistake) {
            let (bundle, party) = try BundleFile.open(
                bytes,
                as: OfficeBundle.self,
                by: keys,
                origin: office.enrolment.origin
            )
            return (bundle, party)
        } catch {
            throw Trouble.refused("\(path): \(error.sentence(in: printing.language))")
        }
    }

    private func carry<Request: DeskRequest>(
        _ request: Request,
        for party: PartyID,
        note: String? = nil
    ) async throws -> (answer: Request.Answer, items: [[UInt8]]) {
        let reply = try await office.desk.answer(
            to: CarryRequest(party: party, asks: request.encode(), note: note)
        )
        return (try Request.Answer(decoding: reply.answer.answer), reply.items)
    }
}

extension HelloReply {
    /// The greeting as the bundle has it: the feed ends with the last item carried.
    fileprivate func carried(to head: UInt64) -> HelloReply {
        HelloReply(
            version: version,
            server: server,
            origin: origin,
            party: party,
            kind: kind,
            name: name,
            epoch: epoch,
            head: head,
            time: time,
            checkpoint: "",
            sequences: sequences,
            keys: keys,
            limits: limits,
            isDemo: isDemo
        )
    }
}
