import LianxiCore
import LianxiLedger

/// One run's hold on the disk: the dossiers' keys.
final class SimulatedKeys: DossierKeyStorage {
    private let program: Program
    private let disk: Disk

    init(_ disk: Disk, of program: Program) {
        self.disk = disk
        self.program = program
    }

    func key(of matter: MatterID) async throws(StorageError) -> [UInt8]? {
        try alive()
        return disk.read { $0.keys[matter] }
    }

    func add(
        _ keys: [(matter: MatterID, key: [UInt8])],
        petitioners: [(matter: MatterID, name: PetitionerName)]
    ) async throws(StorageError) {
        try alive()
        try disk.requireRoom(for: "keys")
        try disk.mayFail("keys")
        await disk.turn()
        try alive()
        try disk.change { image throws(StorageError) in
            for (matter, key) in keys where image.keys[matter] == nil { image.keys[matter] = key }
            image.petitioners += petitioners
        }
        try disk.maySayItFailed("keys")
    }

    func matters(of petitioner: PetitionerName) async throws(StorageError) -> [MatterID] {
        try alive()
        return disk.read { image in
            image.petitioners.filter { $0.name == petitioner }.map(\.matter)
        }
    }

    func destroy(_ matters: [MatterID]) async throws(StorageError) {
        try alive()
        try disk.mayFail("keys")
        await disk.turn()
        try alive()
        try disk.change { image throws(StorageError) in
            for matter in matters {
                image.keys[matter] = nil
                image.paperKeys[matter] = nil
            }
            image.petitioners.removeAll { matters.contains($0.matter) }
        }
        try disk.maySayItFailed("keys")
    }

    func copies(limit: Int) async throws(StorageError) -> [DossierCopy] { [] }

    private func alive() throws(StorageError) {
        guard program.isAlive else { throw StorageError(.failed, "the program was killed") }
    }
}
