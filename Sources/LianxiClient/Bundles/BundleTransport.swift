import LianxiCore
import LianxiLedger
import LianxiWire

/// The desk as a bundle has it: what was carried is answered, and for all else nobody is there.
struct BundleTransport: ClientTransport {
    let bundle: UnitBundle

    /// A bundle has no feed of its own: items come with the answer to a sync.
    var feed: AsyncStream<FeedInput> { AsyncStream { $0.finish() } }

    func close() async {}

    func request(
        _ frames: [[UInt8]],
        id: RequestID,
        timeoutMilliseconds: Int
    ) async throws(TransportError) -> [[UInt8]] {
        guard let message = try? RequestMessage(decoding: frames),
            let operation = try? SignedOperation(parsing: message.body).operation,
            let answer = answer(to: operation, id)
        else { throw TransportError(.refused, "the bundle does not say", zh: "数据包里没有这项答复") }
        return ReplyMessage(id: id, answer.reply, items: answer.items).frames
    }

    private func answer(
        to operation: DeskOperation,
        _ id: RequestID
    ) -> (reply: DeskReply, items: [[UInt8]])? {
        switch operation {
        case .hello: return (DeskReply(bundle.hello), [])
        case .sync(let it):
            let items = bundle.items.map(\.frame).filter { frame in
                (try? FeedItem(decoding: frame)).map { $0.number > it.after } ?? false
            }
            let reply = DeskReply(SyncReply(head: bundle.hello.head))
            guard it.after >= bundle.after else { return nil }
            return (reply, Array(items.prefix(it.limit)))
        case .names: return (DeskReply(NamesReply(names: bundle.names)), [])
        case .checkpoint(let it):
            guard it.from == bundle.kept else { return nil }
            return (DeskReply(bundle.checkpoint), [])
        case .act:
            return bundle.answers.first { $0.request == id }.map { ($0.reply, []) }
        case .receive(let it):
            let results = it.orders.map { order in
                bundle.receipts.first { $0.index == order.index }?.result
            }
            guard !results.contains(nil) else { return nil }
            return (DeskReply(EntryResultsReply(results: results.compactMap { $0 })), [])
        default: return nil
        }
    }
}
