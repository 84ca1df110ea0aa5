import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings
import LianxiWire

/// Has acts prepared, sent and confirmed, for a person who waits at the terminal.
///
/// Where an agent runs, it sends what is prepared here; where none does, this process connects and
/// sends it itself.
struct ActRunner {
    let common: CommonOptions
    let options: ActOptions

    /// Refusals that only concern the number of an act are answered by signing again, so often.
    private static let attempts = 5
    /// How often the inbox is looked at for the answer, in milliseconds.
    private static let look = 100

    /// Does what is wished; throws when anything of it was not recorded.
    func perform(_ wishes: [ActWish]) async throws {
        let installation = try Installation(common)
        let named = try options.named(common)
        let (officer, key) = try installation.folder.signingKey(
            officer: named ?? installation.officer,
            party: installation.enrolment.party
        )
        let surroundings = World.surroundings(log: World.log(.warning))
        let alone = try await installation.inbox(as: .agent)
        guard let inbox = try await alone.orElse({ try await installation.inbox(as: .tool) }) else {
            throw AgentTrouble.cannotOpen(installation.folder.inbox.path, "busy")
        }
        let desk = ActDesk(
            inbox: inbox,
            origin: installation.enrolment.origin,
            surroundings: surroundings
        )
        let visitor =
            alone == nil || options.offline
            ? nil : try await Visitor(installation, inbox, surroundings)
        let trouble = await Self.visit(visitor)
        let results = try await settle(
            wishes,
            Signing(desk: desk, officer: officer, key: key),
            surroundings,
            visitor,
            trouble
        )
        await visitor?.close()
        try inbox.close()
        try show(results)
    }

    /// Who signs, and where.
    private struct Signing {
        let desk: ActDesk
        let officer: OfficerID
        let key: any NoteSigner
    }

    /// Signs and sends until each act has an answer or nobody can give one.
    private func settle(
        _ wishes: [ActWish],
        _ signing: Signing,
        _ surroundings: Surroundings,
        _ visitor: Visitor?,
        _ first: AgentTrouble?
    ) async throws -> [ActResult] {
        var results: [ActResult] = []
        var open = wishes
        var trouble = first
        for attempt in 1...Self.attempts where !open.isEmpty {
            let tickets = try await submit(open, signing)
            // Who did not answer a moment ago is not asked again: the acts are kept.
            if trouble == nil { trouble = await Self.visit(visitor) }
            let outcomes = try await outcomes(
                of: tickets,
                at: signing.desk,
                surroundings,
                waits: visitor == nil && !options.offline
            )
            var again: [ActWish] = []
            for (place, wish) in open.enumerated() {
                let result = ActResult(
                    wish: wish,
                    ticket: tickets[place],
                    outcome: outcomes[place],
                    trouble: trouble
                )
                if result.isOfNumbering, attempt < Self.attempts {
                    again.append(wish)
                } else {
                    results.append(result)
                }
            }
            open = again
            // The number of an act refused elsewhere is free again once the daemon was asked.
            if !open.isEmpty { try await surroundings.sleep(Self.look * attempt) }
        }
        return results
    }

    /// Has the acts signed; where the key's token does not, nothing is kept and nothing is sent.
    private func submit(_ open: [ActWish], _ signing: Signing) async throws -> [ActDesk.Ticket] {
        do {
            return try await signing.desk.submit(open, by: signing.officer, key: signing.key)
        } catch let trouble as SigningTrouble {
            throw AgentTrouble.unreachable(trouble.sentence(in: common.language))
        }
    }

    /// Why a visit came to nothing; `nil` when it went well, or the running agent does the sending.
    private static func visit(_ visitor: Visitor?) async -> AgentTrouble? {
        do {
            try await visitor?.visit()
            return nil
        } catch let trouble as AgentTrouble {
            return trouble
        } catch {
            return .unreachable("\(error)")
        }
    }

    /// Waits until every prepared act has its answer, or the time given is over.
    private func outcomes(
        of tickets: [ActDesk.Ticket],
        at desk: ActDesk,
        _ surroundings: Surroundings,
        waits: Bool
    ) async throws -> [ActDesk.Outcome] {
        let end = surroundings.uptime() + Int64(options.timeout) * 1000
        while true {
            var outcomes: [ActDesk.Outcome] = []
            for ticket in tickets { outcomes.append(try await desk.outcome(of: ticket)) }
            let isWaiting = zip(tickets, outcomes).contains { ticket, outcome in
                if case .prepared = ticket { outcome == .waiting } else { false }
            }
            if !waits || !isWaiting || surroundings.uptime() >= end { return outcomes }
            Output.progress(common.say("等待确认…", "waiting for the confirmation …"))
            try await surroundings.sleep(Self.look)
        }
    }

    private func show(_ results: [ActResult]) throws {
        Output.progress("")
        let confirmations = results.compactMap(\.confirmation)
        let notes = confirmations.enumerated().filter { place, note in
            !confirmations[..<place].contains(note)
        }.map(\.element)
        Output(common).value(
            text: results.map { $0.sentence(common.language) + "\n" }.joined()
                + notes.map { "\n" + $0 }.joined(),
            json: JSONValue([("acts", .array(results.map { $0.json(common.language) }))])
        )
        if results.contains(where: \.isRefused) { throw AgentTrouble.reported(code: 1) }
        if results.contains(where: \.isWaiting), options.offline {
            Output.remark(
                common.say(
                    "已签署并存入收件箱，随下一个数据包带出",
                    "signed and kept in the inbox; it goes with the next bundle"
                )
            )
        } else if results.contains(where: \.isWaiting) {
            let reason = results.lazy.compactMap(\.trouble).first?.message
            Output.remark(
                (reason.map { $0 + "\n" } ?? "")
                    + common.say(
                        "已签署并存入收件箱，尚未得到确认；lianxi-agent run 会继续发送",
                        "signed and kept in the inbox, not confirmed yet; lianxi-agent run will send it"
                    )
            )
            throw AgentTrouble.reported(code: 3)
        }
    }
}

extension Optional {
    /// This, or what the closure finds.
    fileprivate func orElse(_ other: () async throws -> Wrapped?) async rethrows -> Wrapped? {
        if let self { return self }
        return try await other()
    }
}

/// What a person hears of one act.
private struct ActResult {
    let wish: ActWish
    let ticket: ActDesk.Ticket
    let outcome: ActDesk.Outcome
    let trouble: AgentTrouble?

    var isWaiting: Bool {
        if case .prepared = ticket { outcome == .waiting } else { false }
    }

    var isRefused: Bool { refusal != nil }

    var isOfNumbering: Bool {
        if case .refused(let code) = outcome {
            Refusal(rawValue: code)?.isOfNumbering ?? false
        } else {
            false
        }
    }

    var confirmation: String? {
        if case .recorded(_, let note) = outcome { note } else { nil }
    }

    private var refusal: (code: String, sentence: (Language) -> String)? {
        switch (ticket, outcome) {
        case (.mistaken(let mistake), _): (mistake.code, { mistake.sentence($0) })
        case (_, .refused(let code)):
            (code, { Refusal(rawValue: code)?.sentence(in: $0) ?? code })
        case (.prepared, .waiting), (.prepared, .recorded): nil
        }
    }

    private var name: String {
        switch wish.assignment {
        case .number(let number): "\(number)"
        case .id(let id): id.description
        }
    }

    func sentence(_ language: Language) -> String {
        if let refusal { return name + language.pick("：", ": ") + refusal.sentence(language) }
        if case .recorded(let entry, _) = outcome {
            return language.pick(
                "\(name)：\(wish.verb.words(language))已记录，账本第 \(entry) 条",
                "\(name): \(wish.verb.rawValue) recorded, entry \(entry)"
            )
        }
        return language.pick("\(name)：已签署，等待确认", "\(name): signed, waiting for confirmation")
    }

    func json(_ language: Language) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("act", .string(wish.verb.rawValue)), ("assignment", .string(name)),
        ]
        if let refusal {
            members.append(
                (
                    "refused",
                    JSONValue([
                        ("code", .string(refusal.code)),
                        ("message", .string(refusal.sentence(language))),
                    ])
                )
            )
        } else if case .recorded(let entry, let confirmation) = outcome {
            members += [("entry", JSONValue(entry)), ("confirmation", .string(confirmation))]
        } else {
            members.append(("waiting", true))
        }
        return JSONValue(members)
    }
}
