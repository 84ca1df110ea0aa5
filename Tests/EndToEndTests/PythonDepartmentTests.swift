import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire
import Testing

/// The page *Protocol* is enough: a department was written from it alone, in another language.
@Suite(
    "A department in Python takes part",
    .enabled("needs /usr/bin/python3 with python3-zmq and python3-nacl") {
        try await PythonDepartment.run(["-c", "import zmq, nacl"]).status == 0
    },
    // Both tests use the same ports.
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct PythonDepartmentTests {
    @Test("It receives everything once, signs for it, and finds its acts in the ledger")
    func takesPart() async throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "lianxi-python-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let department = PythonDepartment(directory: directory.appending(path: "labour"))
        let request = try await department.makeKeys(party: "labour", name: "人社局", officer: "zhang")
        let conference = try SmallConference(in: directory, department: request)
        try await conference.found()
        try department.put(conference.enrolment())

        try await conference.serve { office in
            try await office.handOut(1...3, to: request.party)
            let first = try await department.run(signing: 2)
            #expect(first.status == 0, "\(first.events)")
            #expect(first.count("signed") == 2)
            #expect(first.count("proven") == 2)

            // While it is away more comes; then it goes on from its inbox.
            try await office.handOut(4...40, to: request.party)
            let second = try await department.run(signing: 38)
            #expect(second.status == 0, "\(second.events.suffix(5))")
            #expect(second.count("signed") == 38)
            #expect(second.count("proven") == 40)
            let numbers = first.numbers + second.numbers
            #expect(numbers == Array(1...40))
            #expect(first.count("refused") + second.count("refused") == 0)

            let filter = AssignmentFilter(state: .signed, department: request.party)
            let signed = try await office.ask(ListRequest(filter: filter)).assignments
            #expect(signed.count == 40)
            #expect(signed.allSatisfy { $0.row.signature?.officer == OfficerID("zhang") })
        }
    }

    @Test("It goes on with the same numbers when the daemon was down")
    func daemonRestarts() async throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "lianxi-python-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let department = PythonDepartment(directory: directory.appending(path: "labour"))
        let request = try await department.makeKeys(party: "labour", name: "人社局", officer: "li")
        let conference = try SmallConference(in: directory, department: request)
        try await conference.found()
        try department.put(conference.enrolment())

        try await conference.serve { office in
            try await office.handOut(1...5, to: request.party)
        }
        // Awaited below, once the daemon is back.
        let run = Task { try await department.run(signing: 10) }
        try await conference.serve { office in
            try await office.handOut(6...10, to: request.party)
            let result = try await run.value
            #expect(result.status == 0, "\(result.events)")
            #expect(result.numbers == Array(1...10))
        }
    }
}

/// `department.py` with its directory.
private struct PythonDepartment {
    let directory: URL

    /// What a run said, line by line, and how it ended.
    struct Result {
        let status: Int32
        let events: [JSONObject]

        func count(_ event: String) -> Int { events.count { $0["event"] == .string(event) } }

        /// Numbers of the feed items it received, in order.
        var numbers: [Int64] {
            events.filter { $0["event"] == "received" }.compactMap { event in
                guard case .integer(let number)? = event["number"] else { return nil }
                return number
            }
        }
    }

    func makeKeys(party: String, name: String, officer: String) async throws -> EnrolmentRequest {
        try FileManager.default.createDirectory(
            at: directory,
            withIntermediateDirectories: true
        )
        let made = try await run([
            "--keygen", "--party", party, "--name", name, "--officer", officer,
        ])
        try #require(made.status == 0)
        let file = directory.appending(path: "enrolment-request.json")
        return try EnrolmentRequest(parsing: Data(contentsOf: file))
    }

    func put(_ enrolment: Enrolment) throws {
        try Data(enrolment.bytes).write(to: directory.appending(path: "enrolment.json"))
    }

    func run(signing count: Int) async throws -> Result {
        try await run(["--count", "\(count)", "--prove", "--timeout", "60"])
    }

    private func run(_ arguments: [String]) async throws -> Result {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Python/department.py")
        return try await Self.run(
            ["-B", script.path, "--directory", directory.path] + arguments
        )
    }

    static func run(_ arguments: [String]) async throws -> Result {
        let done = try await offPool { try EndToEndTests.run("/usr/bin/python3", arguments) }
        let events = try done.output.split(separator: "\n").compactMap { line -> JSONObject? in
            guard case .object(let event) = try JSONValue(parsing: Array(line.utf8)) else {
                return nil
            }
            return event
        }
        return Result(status: done.code, events: events)
    }
}
