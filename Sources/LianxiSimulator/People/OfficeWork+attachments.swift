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

    /// Mostly once; now and then twice at the same time, as by somebody who is impatient.
    private func keep(_ paper: PaperSheet, with matter: MatterID, isBroken: Bool = false) {
        let (world, isTwice) = (person.world, lot.happens(200))
        let upload = Upload(of: paper, to: matter, isBroken: isBroken, by: person)
        note { client in
            async let other = isTwice ? upload.attach(with: client) : nil
            let entries = try await [upload.attach(with: client), other].compactMap { $0 }
            for entry in entries {
                if isBroken {
                    world.inspector.found(.rules, "a paper of other bytes is kept with \(matter)")
                }
                world.inspector.attached(entry, to: matter)
                if let known = world.cabinet.note(paper, of: matter, entry: entry),
                    known != entry
                {
                    world.inspector.found(
                        .confirmed,
                        "a paper of entry \(known) is told as \(entry)"
                    )
                }
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

/// A paper on its way to the daemon, by the office's own library.
private struct Upload: Sendable {
    private let paper: PaperSheet
    private let matter: MatterID
    private let isBroken: Bool
    private let person: Participant

    init(of paper: PaperSheet, to matter: MatterID, isBroken: Bool, by person: Participant) {
        self.paper = paper
        self.matter = matter
        self.isBroken = isBroken
        self.person = person
    }

    func attach(with client: DeskClient) async throws -> UInt64 {
        let world = person.world
        var count = 0
        return try await client.attach(
            paper.listing,
            to: matter,
            officer: ConferenceKeys.clerk
        ) { place in
            if count == 0, place > 0 { world.count.happened(.uploadCutOff) }
            count += 1
            if world.disk.strikes(world.faults.peopleKills, by: person.lot) { person.kill() }
            var piece = paper.piece(place)
            if isBroken { piece[0] ^= 1 }
            return piece
        }
    }
}
