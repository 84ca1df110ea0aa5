import LianxiClient
import LianxiCore
import LianxiWire

// Papers of matters: a unit opens those of its own, and tries others'.

extension Attack {
    /// Opens a paper of a matter there is, or goes on with somebody's look into it.
    ///
    /// Whether it may, is told by the inspector's books, which know no docket.
    func openPaper() async {
        let client = officer.desk.client
        let reader = PaperReader(officer.party, client, in: world)
        if lot.happens(500), let look = lot.pick(from: world.cabinet.looks) {
            let mayGoOn = look.party == officer.party
            if !mayGoOn { world.count.happened(.pry) }
            let wish = OpenAttachmentRequest(look.kept, purpose: "handling", on: look.entry)
            guard (try? await client.ask(wish)) != nil, !mayGoOn else { return }
            return world.inspector.found(.secrets, "\(officer.party) went on with another's look")
        }
        guard let kept = lot.pick(from: world.cabinet.kept) else { return }
        let mayOpen = world.inspector.holds(officer.party, kept.matter)
        if mayOpen { return (try? await reader.open(kept, purpose: "handling")) ?? () }
        world.count.happened(.pry)
        let wish = OpenAttachmentRequest(kept, purpose: "handling")
        guard (try? await client.ask(wish)) != nil,
            !world.inspector.holds(officer.party, kept.matter)
        else { return }
        world.inspector.found(
            .secrets,
            "\(officer.party) was shown a paper of matter \(kept.matter)"
        )
    }
}
