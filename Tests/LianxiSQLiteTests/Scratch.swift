import Dispatch
import Foundation
import LianxiCore
import LianxiLedger

/// A folder of its own for one test, gone with the test.
final class Scratch: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("lianxi-sqlite-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

    func permissions(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
        return attributes[.posixPermissions] as? Int ?? -1
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }
}

/// Made-up but repeatable values: the same number always gives the same bytes.
enum Sample {
    static let origin = "xinfang.demo.example/lianxi"
    static let epoch = [UInt8](repeating: 7, count: 16)

    static func digest(_ number: UInt64) -> Digest32 {
        guard
            let digest = Digest32(
                (0..<32).map { UInt8(truncatingIfNeeded: number >> ($0 % 8 * 8)) ^ $0 }
            )
        else { preconditionFailure("32 bytes make a digest") }
        return digest
    }

    static func matter(_ number: UInt64) -> MatterID {
        MatterID(high: number &* 0x9e37_79b9_7f4a_7c15, low: number)
    }

    static func party(_ number: Int) -> PartyID {
        guard let party = PartyID("department-\(number)") else {
            preconditionFailure("a party's name")
        }
        return party
    }

    /// Entries `range`, each of a matter, every second one delivered to one of `parties` departments in turn.
    static func entries(_ range: Range<UInt64>, size: Int = 64, parties: UInt64 = 1)
        -> [StoredEntry]
    {
        range.map { index in
            StoredEntry(
                index: index,
                bytes: (0..<size).map { UInt8(truncatingIfNeeded: Int(index) &+ $0) },
                hash: digest(index),
                matter: matter(index / 4),
                delivery: index % 2 == 0
                    ? Delivery(
                        recipient: party(Int(index / 2 % parties)),
                        number: index / 2 / parties + 1
                    )
                    : nil
            )
        }
    }

    /// A batch of entries `range`, with the tile hashes that become full by it.
    static func batch(_ range: Range<UInt64>, size: Int = 64, parties: UInt64 = 1) -> AppendBatch {
        var tiles: [TileHash] = []
        var level = 1
        var (from, to) = (range.lowerBound / 256, range.upperBound / 256)
        while to > 0 {
            for number in from..<to {
                tiles.append(TileHash(level: level, number: number, hash: digest(number)))
            }
            (from, to) = (from / 256, to / 256)
            level += 1
        }
        return AppendBatch(
            expectedSize: range.lowerBound,
            entries: entries(range, size: size, parties: parties),
            tileHashes: tiles,
            sealedItems: [],
            root: digest(range.upperBound)
        )
    }
}

/// Lets a blocking test thread wait for a task, for at most ten seconds.
final class ReadAnswer: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func arrived() { semaphore.signal() }

    func wait() { _ = semaphore.wait(timeout: .now() + 10) }
}
