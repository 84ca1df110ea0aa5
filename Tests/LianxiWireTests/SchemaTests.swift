import Foundation
import LianxiCore
import LianxiJSON
import Testing

@testable import LianxiWire

/// What the schemas say, what the page says and what the program does are one thing.
@Suite("Bodies and their schemas agree")
struct SchemaTests {
    @Test("Every operation has a schema for its request and for its reply")
    func complete() throws {
        let expected = OperationName.allCases.flatMap {
            ["\($0.rawValue).request.json", "\($0.rawValue).reply.json"]
        }
        #expect(try Samples.names(in: Samples.schemas) == expected.sorted())
    }

    @Test("An example of a schema is read, and written again as the same canonical value")
    func examples() throws {
        let examples = try Samples.examples()
        #expect(examples.count >= 2 * OperationName.allCases.count)
        for body in examples {
            let again = try Samples.again(body)
            #expect(again.canonicalBytes == body.value.canonicalBytes, "\(body.testDescription)")
        }
    }

    @Test("A body with a mistake is refused, and the refusal names the place")
    func mistakes() throws {
        let mistakes = try Samples.mistakes()
        #expect(mistakes.count >= 50)
        for body in mistakes {
            do {
                _ = try Samples.again(body)
                Issue.record("\(body.testDescription) was taken")
            } catch let refusal as DeskRefusal {
                #expect(refusal.at != nil, "\(body.testDescription): \(refusal)")
            } catch let error as JSONShapeError {
                #expect(!error.expected.isEmpty)
            }
        }
    }

    @Test(
        "What this program writes is valid, and what has a mistake is not, for a foreign validator"
    )
    func foreignValidator() throws {
        let examples = try Samples.examples().map { body in
            Samples.Body(
                schema: body.schema,
                name: body.name,
                value: try Samples.again(body)
            )
        }
        let mistakes = try Samples.mistakes()
        guard let verdicts = try validate(examples + made() + mistakes) else {
            print("skipped: /usr/bin/python3 with python3-jsonschema is not installed")
            return
        }
        let wrong = Set(mistakes.map(\.testDescription))
        #expect(verdicts.count == examples.count + made().count + mistakes.count)
        for (name, error) in verdicts {
            #expect(error.isEmpty != wrong.contains(name), "\(name): \(error)")
        }
    }

    /// Bodies at the edges of what this program can make.
    private func made() -> [Samples.Body] {
        func body(_ request: some DeskRequest, _ name: String) -> Samples.Body {
            Samples.Body(
                schema: "\(type(of: request).operation.rawValue).request",
                name: name,
                value: request.encode()
            )
        }
        let long = String(repeating: "长", count: WireLimits.payloadBytes / 3)
        let item = OpenedItem(
            field: "report",
            matter: MatterID(high: 0, low: .max),
            salt: Array(repeating: 255, count: 32),
            payload: Array(long.utf8)
        )
        let act = String(repeating: "a", count: WireLimits.actTextBytes)
        let signature = Array(repeating: UInt8(1), count: WireLimits.signatureBytes)
        return [
            body(SyncRequest(after: UInt64(JSONValue.largestInteger)), "largest"),
            body(ActRequest(acts: [act], signature: signature, notes: [item]), "longest"),
            body(
                ReceiveRequest(
                    orders: (0..<256).map {
                        .init(index: $0, hash: Digest32(repeatElement(7, count: 32)) ?? .zero)
                    }
                ),
                "fullest"
            ),
            body(
                DecideObjectionRequest(
                    officer: OfficerID(fixed: "a"),
                    assignment: AssignmentID(high: 1, low: 2),
                    version: 1,
                    isUpheld: false,
                    reason: long
                ),
                "longest"
            ),
        ]
    }

    /// The validator's word on each body: empty when valid.
    ///
    /// `nil` when there is no validator here.
    private func validate(_ bodies: [Samples.Body]) throws -> [(name: String, error: String)]? {
        let lines = bodies.map { body in
            let line: JSONValue = [
                "schema": .string(body.schema), "name": .string(body.name), "body": body.value,
            ]
            return String(decoding: line.canonicalBytes, as: UTF8.self) + "\n"
        }
        let input = FileManager.default.temporaryDirectory
            .appending(path: "lianxi-bodies-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(lines.joined().utf8).write(to: input)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            Samples.vectors.appending(path: "validate.py").path, Samples.schemas.path,
        ]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = output
        do { try process.run() } catch { return nil }
        let text = String(
            decoding: try output.fileHandleForReading.readToEnd() ?? Data(),
            as: UTF8.self
        )
        process.waitUntilExit()
        guard process.terminationStatus != 69 else { return nil }
        try #require(process.terminationStatus == 0)
        return try text.split(separator: "\n").map { line in
            var reader = try JSONReader(JSONValue(parsing: Array(line.utf8)))
            let schema = try reader.string("schema")
            return ("\(schema) \(try reader.string("name"))", try reader.string("error"))
        }
    }
}

extension Digest32 {
    static let zero = Digest32(repeatElement(0, count: 32)).unsafelyUnwrapped
}
