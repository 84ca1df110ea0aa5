import LianxiLedger

/// One run's hold on the disk: the signer's lock.
final class SimulatedLock: SignerLock {
    private let program: Program
    private let disk: Disk

    init(_ disk: Disk, of program: Program) {
        self.disk = disk
        self.program = program
    }

    func load() async throws(StorageError) -> (size: UInt64, note: [UInt8])? {
        try alive()
        return disk.read { $0.lock }
    }

    func replace(
        _ old: [UInt8]?,
        with note: [UInt8],
        size: UInt64
    ) async throws(StorageError) {
        try alive()
        try disk.requireRoom(for: "lock")
        try disk.mayFail("lock")
        await disk.turn()
        try alive()
        try disk.change { image throws(StorageError) in
            guard image.lock?.note == old else {
                throw StorageError(.failed, "lock: the row is not the one expected")
            }
            image.lock = (size, note)
        }
        disk.inspector.signed(note, size: size)
        try disk.maySayItFailed("lock")
    }

    private func alive() throws(StorageError) {
        guard program.isAlive else { throw StorageError(.failed, "the program was killed") }
    }
}
