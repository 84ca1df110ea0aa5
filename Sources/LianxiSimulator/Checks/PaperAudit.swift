import LianxiCore
import LianxiLedger

/// What the disk has of papers at the end: those that entries promise, whole, and none of what was destroyed.
struct PaperAudit {
    private let world: World
    private let image: DiskImage

    init(_ world: World) {
        self.world = world
        image = world.disk.image
    }

    func run() {
        for record in world.inspector.docket.matters {
            let matter = record.facts.matter
            let told = world.cabinet.kept.filter { $0.matter == matter }
            if record.erasure?.done == nil {
                check(record.attachments, told, of: matter)
            } else if image.paperKeys[matter] != nil
                || image.papers.values.contains(where: { $0.matter == matter })
            {
                world.inspector.found(.secrets, "the papers of \(matter) were not destroyed")
            }
        }
    }

    private func check(
        _ attachments: [AttachmentRecord],
        _ told: [Cabinet.Kept],
        of matter: MatterID
    ) {
        var addresses: [UInt64: Digest32] = [:]
        for attachment in attachments {
            let index = attachment.mark.index
            guard let address = address(of: attachment, matter) else {
                return world.inspector.found(.confirmed, "the paper of entry \(index) is not there")
            }
            addresses[index] = address
        }
        if Set(addresses.values).count < attachments.count {
            world.inspector.found(.confirmed, "a paper is kept twice with \(matter)")
        }
        for kept in told where addresses[kept.entry] != kept.paper.listing.address {
            world.inspector.found(.confirmed, "entry \(kept.entry) is another paper")
        }
    }

    /// Opens the paper by what lies on the disk; `nil` when it is not there, or has not the bytes it is listed with.
    private func address(of attachment: AttachmentRecord, _ matter: MatterID) -> Digest32? {
        guard let sealed = image.items[attachment.listing.commitment],
            let key = image.keys[matter], let paperKey = image.paperKeys[matter],
            let item = try? DossierItem.open(sealed, field: AttachmentRecord.field, key: key),
            let listing = try? AttachmentListing(item),
            let seal = try? AttachmentSeal(of: matter, key: paperKey),
            let paper = image.papers[seal.code(of: listing.address, size: listing.size)],
            paper.isWhole
        else { return nil }
        var hash = ContentHash()
        for (number, box) in paper.boxes.enumerated() {
            guard
                let piece = try? seal.open(
                    box,
                    number: number,
                    of: listing.address,
                    size: listing.size
                )
            else { return nil }
            hash.update(piece)
        }
        return hash.value == listing.address ? listing.address : nil
    }
}
