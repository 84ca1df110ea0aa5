import Foundation
import LianxiClient
import LianxiFiles
import Testing

@testable import lianxi_agent

/// The department's own program, as the agent calls it.
@Suite("A hook", .ownThreads, .timeLimit(.minutes(5)))
struct HookProgramTests {
    private let item = [UInt8](repeating: 0x7b, count: 1 << 20)

    private func hook(_ command: String...) -> HookProgram {
        let folder = FileManager.default.temporaryDirectory
        return HookProgram(
            command: command,
            timeout: .seconds(60),
            directory: folder,
            spool: folder
        )
    }

    @Test("A program that ends without reading its item does not end the agent with it")
    func unread() async throws {
        try await hook("true").run(number: 1, input: item)
        await #expect(throws: HookFailure.self) {
            try await hook("false").run(number: 1, input: item)
        }
    }

    @Test("A program gets its item whole, from the beginning, each time")
    func whole() async throws {
        let kept = FileManager.default.temporaryDirectory
            .appending(path: "hook-\(UUID().uuidString)").path
        defer { Files.removeTree(kept) }
        for _ in 0..<2 {
            try await hook("sh", "-c", "cat > '\(kept)'").run(number: 1, input: item)
            #expect(try Files.read(kept, most: 1 << 21) == item)
        }
    }
}
