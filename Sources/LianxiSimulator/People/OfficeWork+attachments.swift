import LianxiClient
import LianxiCore
import LianxiWire

// Papers that the office keeps with matters, and opens again.

extension OfficeWork {
    /// Keeps a paper, now and then one that is kept already or has not the bytes it is said to have; or opens one.
    func attach(_ matters: [MatterRecord]) {
        let cabinet = person.world.cabinet
        if lot.happens(350), let kept = lot.pick(from: cabinet.kept) { return open(kept) }
        if lot.happens(150), let kept = lot.pick(from: cabinet.kept) {
            return keep(kept.paper, with: kept.matter)
        }
        let piece = AttachmentLimits.chunkBytes
        let size = lot.happens(700) ? lot.pick(1...3000) : lot.pick((piece - 1)...(2 * piece + 9))
        guard let matter = lot.pick(from: matters)?.facts.matter,
            let paper = PaperSheet(number: lot.next(), size: size)
        else { return }
        keep(paper, with: matter, isBroken: lot.happens(120))
    }

    private func keep(_ paper: PaperSheet, with matter: MatterID, isBroken: Bool = false) {
        let (world, lot, person) = (person.world, lot, person)
        note { client in
            var count = 0
            let entry = try await client.attach(
                paper.listing,
                to: matter,
                officer: ConferenceKeys.clerk
            ) { place in
                if count == 0, place > 0 { world.count.happened(.uploadCutOff) }
                count += 1
                if world.disk.strikes(world.faults.peopleKills, by: lot) { person.kill() }
                var piece = paper.piece(place)
                if isBroken { piece[0] ^= 1 }
                return piece
            }
            if isBroken {
                world.inspector.found(.rules, "a paper of other bytes is kept with \(matter)")
            }
            world.inspector.attached(entry, to: matter)
            if let known = world.cabinet.note(paper, of: matter, entry: entry), known != entry {
                world.inspector.found(.confirmed, "a paper of entry \(known) is told as \(entry)")
            }
        } refused: { refusal in
            if isBroken, refusal == .contentWrong { world.count.happened(.paperBroken) }
        }
    }

    private func open(_ kept: Cabinet.Kept) {
        let world = person.world
        note { client in
            let reader = PaperReader(.office, client, in: world)
            try await reader.open(kept, purpose: "registration")
        }
    }
}
