import LianxiClient
import LianxiCore
import Synchronization

/// What the office has asked for and not heard of yet: a kill does not make it forget.
final class Notebook: Sendable {
    /// A request under its one identifier; done when it returns.
    struct Page: Sendable {
        let id: RequestID
        let ask: @Sendable (DeskClient) async throws -> Void
        /// Hears why nothing comes of it.
        var refused: @Sendable (Refusal?) -> Void = { _ in }
    }

    private let pages = Mutex<[Page]>([])

    var isEmpty: Bool { pages.withLock { $0.isEmpty } }
    var first: Page? { pages.withLock { $0.first } }

    func note(_ page: Page) { pages.withLock { $0.append(page) } }
    func strike(_ id: RequestID) { pages.withLock { $0.removeAll { $0.id == id } } }
}
