import LianxiCore
import LianxiLedger

/// One run's hold on the disk: the pieces of papers, and the keys they are sealed with.
final class SimulatedPapers: AttachmentStorage, AttachmentKeyStorage {
    private let program: Program
    private let disk: Disk

    init(_ disk: Disk, of program: Program) {
        self.disk = disk
        self.program = program
    }

    func attachment(_ code: Digest32) async throws(StorageError) -> StoredAttachment? {
        try alive()
        return disk.read { $0.papers[code]?.stored(under: code) }
    }

    func add(_ chunk: SealedChunk, begun: Timestamp) async throws(StorageError) {
        try await write("a piece of a paper") { image in
            let new = PaperImage(matter: chunk.matter, size: chunk.size, begun: begun)
            var paper = image.papers[chunk.code] ?? new
            if chunk.number == paper.boxes.count { paper.boxes.append(chunk.box) }
            image.papers[chunk.code] = paper
        }
    }

    func chunk(_ number: Int, of code: Digest32) async throws(StorageError) -> [UInt8]? {
        try alive()
        await disk.turn()
        try alive()
        let boxes = disk.read { $0.papers[code]?.boxes } ?? []
        guard number < boxes.count else { return nil }
        var box = boxes[number]
        if disk.strikes(disk.faults.bitFlips) {
            box[disk.lot.pick(0...(box.count - 1))] ^= 1 << UInt8(disk.lot.pick(0...7))
            disk.count.happened(.bitFlipped)
        }
        return box
    }

    func markWhole(_ code: Digest32) async throws(StorageError) {
        try await write("that a paper is whole") { $0.papers[code]?.isWhole = true }
    }

    func drop(_ code: Digest32) async throws(StorageError) {
        let there = disk.read { $0.papers[code] }
        try await remove { $0 == there }
    }

    func attachmentBytes(of matter: MatterID) async throws(StorageError) -> Int {
        try alive()
        return disk.read { image in
            image.papers.values.filter { $0.matter == matter }.map(\.size).reduce(0, +)
        }
    }

    func dropUnfinished(begunBefore moment: Timestamp) async throws(StorageError) {
        try await remove { !$0.isWhole && $0.begun < moment }
    }

    func attachmentKey(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        try alive()
        return disk.read { $0.paperKeys[matter] }
    }

    func attachmentKey(
        of matter: MatterID,
        orKeeping drawn: [UInt8]
    ) async throws(StorageError) -> [UInt8] {
        if let key = try await attachmentKey(of: matter) { return key }
        try await write("the key of papers") { image in
            image.paperKeys[matter] = image.paperKeys[matter] ?? drawn
        }
        return disk.read { $0.paperKeys[matter] } ?? drawn
    }

    /// Removes papers, the last pieces first: what a kill leaves is the beginning of one.
    func remove(_ isToGo: @Sendable (PaperImage) -> Bool) async throws(StorageError) {
        let codes = disk.read { image in
            image.papers.filter { isToGo($0.value) }.keys.sorted { $0.description < $1.description }
        }
        for code in codes {
            while disk.read({ !($0.papers[code]?.boxes.isEmpty ?? true) }) {
                try await write("removing a piece") { _ = $0.papers[code]?.boxes.popLast() }
            }
            try await write("removing a paper") { $0.papers[code] = nil }
        }
    }

    private func write(
        _ what: String,
        _ change: @Sendable (inout DiskImage) -> Void
    ) async throws(StorageError) {
        try alive()
        try disk.requireRoom(for: what)
        try disk.mayFail(what)
        await disk.turn()
        try alive()
        try disk.change { image throws(StorageError) in change(&image) }
        try disk.maySayItFailed(what)
    }

    private func alive() throws(StorageError) {
        guard program.isAlive else { throw StorageError(.failed, "the program was killed") }
    }
}
