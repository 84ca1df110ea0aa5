import LianxiCore
import LianxiWire

// The conference, posts and seats, leaders' cases, and dossiers that are to be destroyed.

extension OfficeWork {
    /// Steps of a meeting, or of a task it agreed upon.
    func confer(_ matters: [MatterRecord]) {
        let meetings = OfficeMeetings(
            docket: docket,
            lot: lot,
            handlers: person.world.handlers,
            now: now,
            isPlacing: !person.world.isComparison
        )
        if lot.happens(200), let task = meetings.task() { return note(task) { [$0.entry] } }
        for step in meetings.steps(matters) { note(step) { [$0.entry] } }
    }

    /// Posts and seats.
    func fill() {
        let posts = OfficePosts(
            docket: docket,
            lot: lot,
            handlers: person.world.handlers,
            now: now
        )
        if lot.happens(350) { return posts.seats().forEach { note($0) { [$0.entry] } } }
        for _ in 0..<lot.pick(1...3) {
            // What holds already is answered with the entry that said it first.
            if let request = posts.appointment() { note(request) { _ in [] } }
        }
    }

    func lead(_ matters: [MatterRecord]) {
        let cases = OfficeCases(
            docket: docket,
            lot: lot,
            handlers: person.world.handlers,
            now: now
        )
        if lot.happens(200), let visit = cases.visit(matters) {
            return note(visit) { [$0.entry] }
        }
        for _ in 0..<lot.pick(1...4) {
            for step in cases.steps(matters) { note(step) { [$0.entry] } }
        }
    }

    func review(_ matters: [MatterRecord]) {
        let reviews = OfficeReviews(docket: docket, lot: lot, now: now)
        for step in reviews.steps(matters) { note(step) { [$0.entry] } }
    }

    func attend(_ matters: [MatterRecord]) {
        let reviews = OfficeReviews(docket: docket, lot: lot, now: now)
        if let step = reviews.attention(matters) { note(step) { [$0.entry] } }
    }

    /// The petitioner writes again: a piece more, also where the dossier was destroyed.
    func add(_ matters: [MatterRecord]) {
        let destroyed = matters.filter { $0.erasure?.done != nil }
        guard let matter = lot.pick(from: lot.happens(500) ? destroyed : matters) else { return }
        let piece = PieceDraft(
            number: "续\(lot.pick(0...999_999))",
            channel: .online,
            receivedAt: now,
            persons: 1,
            dossier: [DossierText(field: "claim", text: "补充材料")]
        )
        let request = JoinRequest(
            officer: ConferenceKeys.clerk,
            matter: matter.facts.matter,
            piece: piece
        )
        note(request, wrong: matter.erasure?.done == nil ? nil : .careless) { [$0.entry] }
    }

    func erase(_ matters: [MatterRecord]) {
        let erasure = OfficeErasure(world: person.world, lot: lot, now: now)
        switch erasure.move(matters) {
        case .file(let steps): for step in steps { note(step) { [$0.entry] } }
        case .ask(let request, let isWrong):
            note(request, wrong: isWrong ? .careless : nil) { [$0.entry] }
        case .confirm(let request, let isWrong):
            note(request, wrong: isWrong ? .careless : nil) { [$0.entry] }
        case .look(let request): note(request, wrong: .careless) { [$0.entry] }
        case nil: break
        }
    }
}
