import LianxiCore
import LianxiLedger

/// What the disk has at the end of texts and papers: all that entries commit to, and none of what was destroyed.
struct TextAudit {
    private let world: World
    private let image: DiskImage
    private let docket: Docket

    init(_ world: World) {
        self.world = world
        image = world.disk.image
        docket = world.inspector.docket
    }

    func run() async {
        guard let report = try? await DossierExamination(docket.committedTexts, in: image).run()
        else { return }
        for damage in report.damage {
            let (field, name) = (damage.text.reference.field, damage.text.name)
            world.inspector.found(.confirmed, "\(field) of \(name) is not there, or not whole")
        }
        for record in docket.matters {
            let matter = record.facts.matter
            if record.erasure?.done != nil {
                checkDestroyed(matter)
            } else {
                await check(record.attachments, of: matter)
            }
        }
    }

    /// Nothing is left of a dossier that was destroyed.
    private func checkDestroyed(_ matter: MatterID) {
        let isThere =
            image.keys[matter] != nil || image.items.values.contains { $0.matter == matter }
            || image.petitioners.contains { $0.matter == matter }
            || image.paperKeys[matter] != nil
            || image.papers.values.contains { $0.matter == matter }
        if isThere { world.inspector.found(.secrets, "matter \(matter) was not destroyed") }
    }

    /// Papers are those the office was told are kept, each once.
    private func check(_ attachments: [AttachmentRecord], of matter: MatterID) async {
        var addresses: [UInt64: Digest32] = [:]
        for attachment in attachments {
            let text = CommittedText(name: matter, reference: attachment.listing)
            let item = try? await image.open(text)
            addresses[attachment.mark.index] = item.flatMap { try? AttachmentListing($0) }?.address
        }
        if Set(addresses.values).count < attachments.count {
            world.inspector.found(.confirmed, "a paper is kept twice with \(matter)")
        }
        for kept in world.cabinet.kept where kept.matter == matter {
            if addresses[kept.entry] != kept.paper.listing.address {
                world.inspector.found(.confirmed, "entry \(kept.entry) is another paper")
            }
        }
    }
}
