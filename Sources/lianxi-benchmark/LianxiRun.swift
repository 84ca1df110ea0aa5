import Foundation
import LianxiCore

/// The daemon measured: one installation, its departments, and one window after the other.
struct LianxiRun: Sendable {
    /// Cycles before each window that are not counted.
    private static let warmUpSeconds = 1.0

    let scratch: Scratch
    let departments: Int
    let windows: [Int]
    let seconds: Int
    /// Officers of the office sign their orders.
    let signs: Bool

    func measure() async throws -> [Cycles] {
        Progress.show("lianxi: preparing \(departments) departments")
        let conference = try await Conference.start(
            in: scratch,
            departments: departments,
            signs: signs
        )
        do {
            let cycles = try await measure(at: conference)
            await conference.stop()
            return cycles
        } catch {
            await conference.stop()
            throw error
        }
    }

    private func measure(at conference: Conference) async throws -> [Cycles] {
        let board = BoardHolder()
        var staff: [Department] = []
        for number in 1...departments {
            staff.append(
                try await conference.enrol("unit-\(number)", scratch: scratch, board: board)
            )
        }
        let office = Office(of: conference, departments: staff.map(\.party))
        return try await withThrowingTaskGroup(of: [Cycles]?.self) { [staff] group in
            for department in staff {
                group.addTask {
                    try await department.run()
                    return nil
                }
            }
            group.addTask {
                for _ in 0..<1500 where !staff.allSatisfy(\.isListening) {
                    try await Task.sleep(for: .milliseconds(20))
                }
                guard staff.allSatisfy(\.isListening) else {
                    throw Trouble("some departments heard nothing for 30 seconds")
                }
                var cycles: [Cycles] = []
                for window in windows {
                    cycles.append(try await measure(window, at: conference, office, staff, board))
                }
                return cycles
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                guard let cycles = result else { continue }
                for department in staff { await department.close() }
                return cycles
            }
            throw Trouble("the departments left")
        }
    }

    private func measure(
        _ window: Int,
        at conference: Conference,
        _ office: Office,
        _ staff: [Department],
        _ board: BoardHolder
    ) async throws -> Cycles {
        Progress.show("lianxi: \(window) in flight, warming up")
        try await office.prepare(cycles: 16_384, window: window)
        let trial = CycleBoard(window: window)
        board.current = trial
        try await run(trial, office, for: Self.warmUpSeconds)
        let rate = Double(trial.result.latencies.count) / Self.warmUpSeconds
        // Half as much again, for a machine that speeds up.
        try await office.prepare(cycles: Int(rate * 1.5) * seconds, window: window)

        Progress.show("lianxi: \(window) in flight, \(seconds) s")
        let measured = CycleBoard(window: window)
        board.current = measured
        let clients = Usage.own
        let before = (conference.daemon.usage, Scratch.size(of: conference.data), staff.batches)
        let start = nanoseconds()
        try await run(measured, office, for: Double(seconds))
        let passed = Double(nanoseconds() - start) / 1e9
        let after = (conference.daemon.usage, Scratch.size(of: conference.data), staff.batches)
        return Cycles(
            window: window,
            result: measured.result,
            seconds: passed,
            used: (before.0, after.0),
            clients: (clients, .own),
            keptBytes: after.1 - before.1,
            itemBytes: staff[0].itemBytes,
            ownSyncs: after.2 - before.2
        )
    }

    /// Keeps the window full for so long, then waits until what began has ended.
    private func run(_ board: CycleBoard, _ office: Office, for seconds: Double) async throws {
        let base = office.next
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: office.executor) {
                // As for Redis: what may begin now goes out together.
                while let numbers = await board.take(upTo: board.window) {
                    try await office.dispatch(numbers, from: base)
                }
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(seconds))
                board.close()
            }
            do {
                try await group.waitForAll()
            } catch {
                board.close()
                throw error
            }
        }
        for _ in 0..<500 where !board.isIdle { try await Task.sleep(for: .milliseconds(10)) }
        guard board.isIdle else {
            throw Trouble("\(board.result.lost) cycles did not end within five seconds")
        }
        office.next = base + board.begun
    }
}

extension [Department] {
    /// Batches signed, each kept by one sync of the department's own.
    fileprivate var batches: Int { reduce(0) { $0 + $1.batches } }
}
