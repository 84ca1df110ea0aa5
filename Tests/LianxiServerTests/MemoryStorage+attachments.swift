import LianxiCore
import LianxiLedger
import Synchronization

/// A paper in memory.
struct MemoryPaper {
    let matter: MatterID
    let size: Int
    let begun: Timestamp
    var boxes: [[UInt8]] = []
    var isWhole = false
}

extension MemoryStorage: AttachmentStorage {
    func attachment(_ code: Digest32) async throws(StorageError) -> StoredAttachment? {
        state.withLock { state in
            state.papers[code].map {
                StoredAttachment(
                    code: code,
                    matter: $0.matter,
                    size: $0.size,
                    chunks: $0.boxes.count,
                    isWhole: $0.isWhole
                )
            }
        }
    }

    func add(_ chunk: SealedChunk, begun: Timestamp) async throws(StorageError) {
        try state.withLock { state throws(StorageError) in
            if state.behaviour == .full { throw StorageError(.full, "add: no space left") }
            let new = MemoryPaper(matter: chunk.matter, size: chunk.size, begun: begun)
            var paper = state.papers[chunk.code] ?? new
            guard chunk.number <= paper.boxes.count else {
                throw StorageError(.refused, "add: a gap")
            }
            if chunk.number == paper.boxes.count { paper.boxes.append(chunk.box) }
            state.papers[chunk.code] = paper
        }
    }

    func chunk(_ number: Int, of code: Digest32) async throws(StorageError) -> [UInt8]? {
        state.withLock { state in
            guard let boxes = state.papers[code]?.boxes, number < boxes.count else { return nil }
            return boxes[number]
        }
    }

    func markWhole(_ code: Digest32) async throws(StorageError) {
        try state.withLock { state throws(StorageError) in
            if state.behaviour == .full { throw StorageError(.full, "whole: no space left") }
            state.papers[code]?.isWhole = true
        }
    }

    func drop(_ code: Digest32) async throws(StorageError) {
        state.withLock { $0.papers[code] = nil }
    }

    func attachmentBytes(of matter: MatterID) async throws(StorageError) -> Int {
        state.withLock { state in
            state.papers.values.filter { $0.matter == matter }.map(\.size).reduce(0, +)
        }
    }

    func dropUnfinished(begunBefore moment: Timestamp) async throws(StorageError) {
        state.withLock { state in
            state.papers = state.papers.filter { $0.value.isWhole || $0.value.begun >= moment }
        }
    }
}

extension MemoryKeys: AttachmentKeyStorage {
    func attachmentKey(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        attachmentKeys.withLock { $0[matter] }
    }

    func attachmentKey(
        of matter: MatterID,
        orKeeping drawn: [UInt8]
    ) async throws(StorageError) -> [UInt8] {
        attachmentKeys.withLock { keys in
            let key = keys[matter] ?? drawn
            keys[matter] = key
            return key
        }
    }
}
