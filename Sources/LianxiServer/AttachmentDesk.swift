import LianxiCore
import LianxiLedger
import LianxiWire

/// Keeps and shows papers, one piece of work after the other, beside the engine and the sender.
///
/// Its queue has the order in which the engine answered: what was granted before a dossier was destroyed
/// is done before that, and what is asked afterwards is refused by the engine.
struct AttachmentDesk: Sendable {
    let stores: AttachmentStores
    let parts: ServerParts
    let randomness: Randomness
    /// Bytes that must stay free on the disk.
    let reserveBytes: UInt64
    let inbox: BoundedQueue<Submission>
    private let jobs = BoundedQueue<Answer>(bound: ServerLimits.attachmentJobs)

    init?(
        configuration: ServerConfiguration,
        parts: ServerParts,
        surroundings: EngineSurroundings
    ) {
        guard let stores = parts.attachments else { return nil }
        self.stores = stores
        self.parts = parts
        randomness = surroundings.randomness
        reserveBytes = configuration.reserveBytes
        inbox = surroundings.inbox
    }

    /// Puts the work behind what waits already; what it answers is sent when it is done.
    ///
    /// - Returns: `nil`, or at once why nothing comes of it.
    func later(_ asker: Asker, _ job: @escaping Answer) -> Outgoing? {
        switch jobs.offer(job) {
        case .taken: nil
        case .full: asker.refuse(.busy)
        case .closed: asker.refuse(.stopping)
        }
    }

    /// The same for work that keeps something: a disk without room for it refuses it, and ends nothing.
    func keepLater(_ asker: Asker, _ job: @escaping Answer) -> Outgoing? {
        later(asker) { () throws(StorageError) in
            do throws(StorageError) {
                return try await job()
            } catch {
                guard error.kind == .full else { throw error }
                return asker.refuse(.storageFull)
            }
        }
    }

    /// Puts what the work came to before the engine.
    func submit(_ submission: Submission, _ asker: Asker) -> Outgoing? {
        switch inbox.offer(submission, cost: submission.cost) {
        case .taken: nil
        case .full: asker.refuse(.busy)
        case .closed: asker.refuse(.stopping)
        }
    }

    /// Works until closed and empty, or cancelled.
    ///
    /// - Throws: ``ServerError`` when a store failed.
    func run(_ transport: any ServerTransport) async throws(ServerError) {
        while let work = await jobs.take(upTo: 1) {
            for job in work {
                do {
                    guard let outgoing = try await job() else { continue }
                    await transport.reply([(outgoing.route, outgoing.frames)])
                } catch {
                    throw ServerError(error)
                }
            }
        }
    }

    /// Takes no more work in; what waits is still done.
    func close() { jobs.close() }
}
