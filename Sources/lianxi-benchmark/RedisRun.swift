import Foundation
import Synchronization

/// The same cycle on Redis Streams: a stream for each department, a consumer group on each, and an
/// acknowledgement stream.
///
/// Dispatch is XADD; delivery XREADGROUP on a connection of the department's own; acknowledgement
/// XADD and XACK. Redis syncs its file before it replies to any of them. There is no encryption,
/// no signature, and nothing that proves afterwards who acknowledged what.
struct RedisRun: Sendable {
    let program: URL
    let scratch: Scratch
    let departments: Int
    let bytes: Int
    let seconds: Int
    /// Consumers keep what arrived in a journal of their own first, as departments do.
    let keepsItems: Bool

    func measure(_ windows: [Int]) async throws -> [Cycles] {
        var cycles: [Cycles] = []
        for window in windows {
            let store = keepsItems ? "kept" : "not kept"
            Progress.show("redis streams: \(window) in flight, items \(store)")
            let server = try await RedisServer.start(program, in: scratch)
            do {
                cycles.append(try await measure(window, at: server))
                await server.child.stop()
            } catch {
                await server.child.stop()
                throw error
            }
        }
        return cycles
    }

    private func measure(_ window: Int, at server: RedisServer) async throws -> Cycles {
        let shared = Shared()
        try await prepare(server)
        return try await withThrowingTaskGroup(of: Cycles?.self) { group in
            for department in 0..<departments {
                group.addTask {
                    try await onThread {
                        try consume(department, at: server, shared)
                    }
                    return nil
                }
            }
            group.addTask {
                defer { shared.isOver.store(true, ordering: .relaxed) }
                _ = try await run(window, for: 1, at: server, shared.board)
                let clients = Usage.own
                let before = (server.child.usage, Scratch.size(of: server.folder))
                let syncsBefore = shared.syncs.load(ordering: .relaxed)
                let start = nanoseconds()
                let board = try await run(window, for: Double(seconds), at: server, shared.board)
                return Cycles(
                    window: window,
                    result: board.result,
                    seconds: Double(nanoseconds() - start) / 1e9,
                    used: (before.0, server.child.usage),
                    clients: (clients, .own),
                    keptBytes: Scratch.size(of: server.folder) - before.1,
                    itemBytes: bytes,
                    ownSyncs: keepsItems ? shared.syncs.load(ordering: .relaxed) - syncsBefore : nil
                )
            }
            var result: Cycles?
            for try await cycles in group { result = cycles ?? result }
            guard let result else { throw Trouble("redis: nothing was measured") }
            return result
        }
    }

    private func prepare(_ server: RedisServer) async throws {
        try await onThread {
            let connection = try RedisConnection(port: server.port)
            for department in 0..<departments {
                connection.add(
                    ["XGROUP", "CREATE", "unit-\(department)", "unit", "$", "MKSTREAM"]
                )
            }
            try connection.flush()
            for _ in 0..<departments { _ = try connection.reply() }
        }
    }

    /// Dispatches on a thread of its own: what may begin now goes out together.
    private func run(
        _ window: Int,
        for seconds: Double,
        at server: RedisServer,
        _ holder: BoardHolder
    ) async throws -> CycleBoard {
        let board = CycleBoard(window: window)
        holder.current = board
        async let timer: Void = Task.sleep(for: .seconds(seconds))
        async let dispatching: Void = dispatch(board, at: server)
        try await timer
        board.close()
        try await dispatching
        for _ in 0..<500 where !board.isIdle { try await Task.sleep(for: .milliseconds(10)) }
        guard board.isIdle else { throw Trouble("redis: cycles did not end") }
        return board
    }

    private func dispatch(_ board: CycleBoard, at server: RedisServer) async throws {
        let connection = try RedisConnection(port: server.port)
        let body = String(repeating: "a", count: bytes)
        while let numbers = await board.take(upTo: board.window) {
            for number in numbers {
                connection.add([
                    "XADD", "unit-\(number % departments)", "*", "n", "\(number)", "body", body,
                ])
            }
            try connection.flush()
            for _ in numbers { _ = try connection.reply() }
        }
    }

    private func consume(
        _ department: Int,
        at server: RedisServer,
        _ shared: Shared
    ) throws {
        let connection = try RedisConnection(port: server.port)
        let journal = try Journal(scratch.place("unit-\(department).redis").path)
        let acknowledgement = String(repeating: "a", count: bytes)
        let stream = "unit-\(department)"
        while !shared.isOver.load(ordering: .relaxed) {
            connection.add([
                "XREADGROUP", "GROUP", "unit", "a", "COUNT", "256", "BLOCK", "200", "STREAMS",
                stream, ">",
            ])
            try connection.flush()
            let items = Self.items(in: try connection.reply())
            guard !items.isEmpty else { continue }
            if keepsItems {
                try journal.keep(items.flatMap { Array($0.body.utf8) })
                shared.syncs.add(1, ordering: .relaxed)
            }
            for item in items {
                connection.add(["XADD", "acts", "*", "of", item.id, "body", acknowledgement])
            }
            connection.add(["XACK", stream, "unit"] + items.map(\.id))
            try connection.flush()
            for _ in 0...items.count { _ = try connection.reply() }
            shared.board.current?.finish(items.map(\.number))
        }
    }

    /// What dispatcher and consumers have in common.
    private final class Shared: Sendable {
        let board = BoardHolder()
        let syncs = Atomic<Int>(0)
        let isOver = Atomic<Bool>(false)
    }

    private struct Item {
        let id: String
        let number: Int
        let body: String
    }

    /// The entries of one stream, out of `[[stream, [[id, [name, value, …]], …]]]`.
    private static func items(in reply: RedisConnection.Reply) -> [Item] {
        guard case .list(let streams) = reply, case .list(let stream)? = streams.first,
            stream.count == 2, case .list(let entries) = stream[1]
        else { return [] }
        return entries.compactMap { entry in
            guard case .list(let parts) = entry, parts.count == 2, case .text(let id) = parts[0],
                case .list(let fields) = parts[1], fields.count == 4,
                case .text(let number) = fields[1], case .text(let body) = fields[3]
            else { return nil }
            return Item(id: id, number: Int(number) ?? 0, body: body)
        }
    }
}
