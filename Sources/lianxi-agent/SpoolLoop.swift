import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire
import Logging

/// Picks up the acts other systems drop, has them signed and sent, and answers each file.
struct SpoolLoop {
    let spool: SpoolFolder
    let desk: ActDesk
    let directory: AgentDirectory
    let party: PartyID
    /// Who signs when a file names nobody.
    let officer: OfficerID?
    let surroundings: Surroundings

    /// How often the folder is looked at, in milliseconds.
    private static let pause = 250
    /// How long a token that does not sign is left alone, in milliseconds.
    private static let tokenPause = 10_000
    /// An act whose number was taken by another one's refusal is signed again so often.
    private static let attempts = 8

    /// A file whose act is on its way.
    private struct Pending {
        let ticket: ActDesk.Ticket
        let attempts: Int
        /// Refused for its number alone: to be signed again.
        var isStale = false
    }

    /// Runs until cancelled.
    func run() async throws {
        var pending: [String: Pending] = [:]
        while !Task.isCancelled {
            do {
                try await pass(&pending)
            } catch let trouble as SigningTrouble {
                // The files wait until the token is there again.
                surroundings.log.error(
                    "acts in the spool folder are not signed",
                    metadata: ["reason": "\(trouble.sentence(in: directory.language))"]
                )
                try await surroundings.sleep(Self.tokenPause)
            } catch let trouble as FileTrouble {
                surroundings.log.error(
                    "the spool folder cannot be served",
                    metadata: ["reason": "\(trouble.sentence(in: directory.language))"]
                )
            }
            try await surroundings.sleep(Self.pause)
        }
    }

    private func pass(_ pending: inout [String: Pending]) async throws {
        let names = spool.waiting()
        pending = pending.filter { names.contains($0.key) }
        try await takeUp(
            names.filter { pending[$0] == nil || pending[$0]?.isStale == true },
            &pending
        )
        for name in names {
            guard let act = pending[name] else { continue }
            try await settle(name, act, &pending)
        }
    }

    /// Reads new files and has their acts prepared, those of one officer under one signature.
    private func takeUp(_ names: [String], _ pending: inout [String: Pending]) async throws {
        var acts: [(name: String, act: SpoolAct, officer: OfficerID)] = []
        for name in names {
            do {
                let act = try SpoolAct(parsing: try spool.read(name))
                guard let officer = act.officer ?? officer else { throw ActMistake.officerMissing }
                acts.append((name, act, officer))
            } catch let mistake as ActMistake {
                // A writer that does not rename may not be done yet.
                if !spool.isFresh(name) { try fail(name, mistake) }
            }
        }
        for officer in Set(acts.map(\.officer)).sorted() {
            let own = acts.filter { $0.officer == officer }
            guard let key = try? directory.signingKey(officer: officer, party: party).1 else {
                for act in own { try fail(act.name, .noKey(officer)) }
                continue
            }
            let tickets = try await desk.submit(own.map(\.act.wish), by: officer, key: key)
            for (act, ticket) in zip(own, tickets) {
                if case .mistaken(let mistake) = ticket {
                    try fail(act.name, mistake)
                } else {
                    let attempts = pending[act.name]?.attempts ?? 0
                    pending[act.name] = Pending(ticket: ticket, attempts: attempts + 1)
                }
            }
        }
    }

    private func settle(
        _ name: String,
        _ act: Pending,
        _ pending: inout [String: Pending]
    ) async throws {
        switch try await desk.outcome(of: act.ticket) {
        case .waiting: return
        case .recorded(let entry, let confirmation):
            try spool.finish(
                name,
                isDone: true,
                answer: JSONValue([
                    ("entry", JSONValue(entry)), ("confirmation", .string(confirmation)),
                ]).canonicalBytes
            )
        case .refused(let code):
            if Refusal(rawValue: code)?.isOfNumbering == true, act.attempts < Self.attempts {
                pending[name]?.isStale = true
                return
            }
            try finish(
                name,
                code: code,
                sentence: Refusal(rawValue: code)?.sentence(in: directory.language) ?? code
            )
        }
        pending[name] = nil
    }

    private func fail(_ name: String, _ mistake: ActMistake) throws {
        try finish(name, code: mistake.code, sentence: mistake.sentence(directory.language))
    }

    private func finish(_ name: String, code: String, sentence: String) throws {
        try spool.finish(
            name,
            isDone: false,
            answer: JSONValue([("code", .string(code)), ("message", .string(sentence))])
                .canonicalBytes
        )
    }
}
