import Foundation
import LianxiClient
import LianxiCore
import LianxiWire
import LianxiZeroMQ
import Synchronization

/// A unit that is enrolled and speaks to its desk as it likes, with the keys it was enrolled with.
struct UnitAtTheDoor: Sendable {
    let id: PartyID
    private let curve: CurveKeys
    private let enrolment: Enrolment

    /// Draws keys and has the office enrol them.
    init(_ id: PartyID, office: DrillOffice) async throws {
        self.id = id
        curve = try CurveKeys.generate()
        enrolment = try await office.enrol(id, curve)
    }

    /// A connection to its desk.
    func connect() async throws -> ZeroMQClientTransport {
        try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: nil,
                desk: enrolment.desk,
                serverKey: enrolment.serverKey
            ),
            context: ZeroMQContext(),
            keys: curve,
            settings: .forDrills
        )
    }

    /// Its desk, asked one question after the other.
    static func desk(over transport: ZeroMQClientTransport) -> DeskClient {
        DeskClient(
            transport: transport,
            surroundings: .real,
            patience: DeskClient.Patience(timeout: 10_000, attempts: 6)
        )
    }

    /// Asks over so many connections for its whole feed, and reads no answer, until the program is ended.
    func hoard(connections: Int, in conference: Conference) throws -> Running {
        let keys = conference.folder.appending(path: "\(id).curve")
        try Data("\(curve.publicKey)\n\(curve.secretKey)\n".utf8).write(to: keys)
        let script = Programs.checkout.appending(path: "Tests/EndToEndTests/Python/hoarder.py")
        let message = RequestMessage(id: RequestID(high: 1, low: 2), SyncRequest(after: 0)).frames
        let program = try Running(
            "/usr/bin/python3",
            [script.path, enrolment.desk, enrolment.serverKey, keys.path, "\(connections)"]
                + message.map {
                    $0.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
                        .joined()
                },
            log: conference.folder.appending(path: "hoarder.log")
        )
        try eventually("the unit has asked") { program.text.contains("asked") }
        return program
    }

    /// Asks over so many connections, on each as many questions at once, without an end.
    ///
    /// - Returns: How many were answered while `body` ran, and what it returned.
    func flood<Value: Sendable>(
        connections: Int,
        questions: Int,
        while body: () async throws -> Value
    ) async throws -> (answered: Int, value: Value) {
        let tally = AnswerTally()
        var transports: [ZeroMQClientTransport] = []
        for _ in 0..<connections { transports.append(try await connect()) }
        let value = try await withThrowingTaskGroup(of: Void.self) { group in
            for transport in transports {
                for _ in 0..<questions { group.addTask { await Self.ask(over: transport, tally) } }
            }
            let value = try await body()
            group.cancelAll()
            return value
        }
        for transport in transports { await transport.close() }
        return (tally.count, value)
    }

    /// Asks until the task is cancelled.
    private static func ask(over transport: ZeroMQClientTransport, _ tally: AnswerTally) async {
        while !Task.isCancelled {
            let id = RequestID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
            let reply = try? await transport.request(
                RequestMessage(id: id, SyncRequest(after: 0)).frames,
                id: id,
                timeoutMilliseconds: 1000
            )
            if reply != nil { tally.add() }
        }
    }
}

/// Counts what many tasks see.
private final class AnswerTally: Sendable {
    private let answers = Mutex(0)

    var count: Int { answers.withLock { $0 } }

    func add() { answers.withLock { $0 += 1 } }
}
