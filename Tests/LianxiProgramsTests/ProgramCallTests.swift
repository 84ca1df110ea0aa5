import Foundation
import LianxiFiles
import LianxiPrograms
import Testing

/// Real programs, called as hooks and tokens are.
@Suite("A program of somebody else's is called", .timeLimit(.minutes(5)))
struct ProgramCallTests {
    /// More than a pipe holds.
    private let item = [UInt8](repeating: 0x7b, count: 1 << 20)

    private func call(_ command: String..., within seconds: Int = 120) -> ProgramCall {
        ProgramCall(
            command,
            within: .seconds(seconds),
            environment: ["PATH": "/usr/bin:/bin", "WORD": "told"]
        )
    }

    @Test("One that ends without reading its input is taken at its word, and does not end us")
    func unread() async {
        #expect(await call("true").run(item) == .exited(0))
        #expect(await call("false").run(item) == .exited(1))
    }

    @Test("It gets its input whole, from the beginning, each time")
    func whole() async throws {
        let kept = FileManager.default.temporaryDirectory
            .appending(path: "program-\(UUID().uuidString)").path
        defer { Files.removeTree(kept) }
        for _ in 0..<2 {
            #expect(await call("sh", "-c", "cat > '\(kept)'").run(item) == .exited(0))
            #expect(try Files.read(kept, most: 1 << 21) == item)
        }
    }

    @Test("What it prints is given as far as it was asked for")
    func output() async {
        let (outcome, output) = await call("cat").output(item, most: 10)
        #expect(outcome == .exited(0))
        #expect(output == Array(item.prefix(10)))
        let said = await call("sh", "-c", "printf %s \"$WORD\"").output([], most: 10)
        #expect(said.output == Array("told".utf8))
    }

    @Test("It knows nothing of our surroundings but what it is told")
    func surroundings() async {
        let home = await call("sh", "-c", "printf %s \"$HOME\"").output([], most: 10)
        #expect(home.outcome == .exited(0) && home.output.isEmpty)
    }

    @Test("One that is not there is told from one that fails, is stopped, or takes too long")
    func outcomes() async {
        #expect(await call("/nowhere/program").run([]) == .absent)
        #expect(await call("sh", "-c", "exit 65").run([]) == .exited(65))
        #expect(await call("sh", "-c", "kill -9 $$").run([]) == .stopped(9))
        #expect(await call("sleep", "600", within: 1).run([]) == .timedOut)
    }
}
