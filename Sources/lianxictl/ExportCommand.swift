import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

extension LedgerCommand {
    /// Writes the whole ledger as a folder of C2SP tiles.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the ledger as a folder anyone can verify offline.",
            discussion: """
                The folder has checkpoint, tile/… and ledger.vkey as C2SP tlog-tiles lays them out. \
                It goes as far as the newest signed checkpoint, which is awaited for some seconds \
                to cover what is there now. Nothing is written before the root agrees.
                """
        )

        @Argument(help: "An empty or new folder.")
        var folder: String

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let target = URL(filePath: folder)
            let present = (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? []
            guard present.isEmpty else {
                throw Trouble.refused(
                    printing.say("\(folder) 不是空目录", "\(folder) is not empty")
                )
            }
            let office = try await office.connect()
            let note = try await coveringCheckpoint(office)
            let checkpoint = try office.checkpoint(note)
            let entries = try await entries(upTo: checkpoint.size, office)
            let export = LedgerExport(entries: entries)
            guard export.root == checkpoint.root else {
                throw Trouble.refused(
                    printing.say(
                        "收到的账本与已签名的检查点不符，未写出任何文件",
                        "the entries do not have the signed root; nothing was written"
                    )
                )
            }
            do {
                try export.write(note: note, key: office.enrolment.logKey, to: target)
            } catch {
                throw Trouble.cannotOpen("\(folder): \(error)")
            }
            printing.show(
                printing.say(
                    "已导出 \(entries.count) 条到 \(folder)",
                    "\(entries.count) entries exported to \(folder)"
                ),
                json: JSONValue([
                    ("size", JSONValue(checkpoint.size)),
                    ("root", .string(checkpoint.root.description)), ("folder", .string(folder)),
                ])
            )
        }

        /// The newest checkpoint, once it covers the ledger as it is now; at most ten seconds.
        private func coveringCheckpoint(_ office: OfficeDesk) async throws -> String {
            let size = try await office.desk.ask(StatusRequest()).size
            for _ in 0..<50 {
                let note = try await office.desk.ask(CheckpointRequest(from: 0)).note
                if try office.checkpoint(note).size >= size { return note }
                try await office.desk.surroundings.sleep(200)
            }
            return try await office.desk.ask(CheckpointRequest(from: 0)).note
        }

        private func entries(upTo size: UInt64, _ office: OfficeDesk) async throws -> [[UInt8]] {
            var entries: [[UInt8]] = []
            while UInt64(entries.count) < size {
                let page = try await office.desk.entries(from: UInt64(entries.count))
                guard !page.items.isEmpty else { break }
                entries += page.items.map(\.entry)
                Screen.progress("\(entries.count)/\(size)")
            }
            Screen.progressDone()
            return Array(entries.prefix(Int(size)))
        }
    }
}

/// The files of an export, made from the entries alone.
struct LedgerExport {
    let entries: [[UInt8]]
    /// Hashes of each level, level 0 first: the leaves, then the roots of full tiles.
    private var levels: [[Digest32]]
    let root: Digest32

    init(entries: [[UInt8]]) {
        self.entries = entries
        var tree = MerkleTree()
        var filled: [TileHash] = []
        levels = [entries.map { .leaf($0) }]
        for leaf in levels[0] { tree.append(leaf, filling: &filled) }
        for tile in filled.sorted(by: { ($0.level, $0.number) < ($1.level, $1.number) }) {
            while levels.count <= tile.level { levels.append([]) }
            levels[tile.level].append(tile.hash)
        }
        root = tree.root
    }

    /// Writes everything beside the target, syncs it, and puts it in place in one step.
    func write(note: String, key: String, to target: URL) throws {
        let size = UInt64(entries.count)
        let aside = target.deletingLastPathComponent().appending(
            path: ".\(target.lastPathComponent).part-\(ProcessInfo.processInfo.processIdentifier)"
        )
        defer { try? FileManager.default.removeItem(at: aside) }
        func put(_ bytes: some Sequence<UInt8>, _ path: String) throws {
            let place = aside.appending(path: path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            _ = FileManager.default.createFile(atPath: place.path, contents: nil)
            let handle = try FileHandle(forWritingTo: place)
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        }
        for path in TilePath.tiles(size: size) {
            guard case .hashes(let level) = path.content else { continue }
            try put(TileBytes.encode(levels[level][range(path)]), path.description)
        }
        for path in TilePath.bundles(size: size) {
            try put(TileBytes.encode(entries: entries[range(path)]), path.description)
        }
        try put(Array(note.utf8), "checkpoint")
        try put(Array("\(key)\n".utf8), "ledger.vkey")
        try? FileManager.default.removeItem(at: target)
        try FileManager.default.moveItem(at: aside, to: target)
    }

    private func range(_ path: TilePath) -> Range<Int> {
        let first = Int(path.number) * TilePath.fullWidth
        return first..<first + path.width
    }
}
