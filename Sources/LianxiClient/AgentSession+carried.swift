import LianxiCore

extension AgentSession {
    /// Everything a bundle has, in the order of the wire; what it has no answer for waits for the next.
    mutating func takeCarried() async throws {
        try await greet()
        try await learnNames()
        try await takeLive()
        do { try await sendReceipts() } catch let error as DeskError where error.isUnreachable {}
        do { try await sendActs() } catch let error as DeskError where error.isUnreachable {}
        do { try await judgeCheckpoint() } catch let error as DeskError where error.isUnreachable {}
    }
}

extension DepartmentAgent {
    /// Takes in what was carried here, over the transport that holds it.
    ///
    /// - Throws: ``DeskError``, ``AgentRefusal``, `StorageError`.
    func takeCarried() async throws {
        var session = session()
        try await session.takeCarried()
    }
}

extension DeskError {
    /// Nobody answered.
    fileprivate var isUnreachable: Bool {
        if case .unreachable = self { true } else { false }
    }
}
