import Foundation
import Testing

/// One byte changed in a file of a stopped installation.
///
/// Some places of each file with the other tests; `LIANXI_DAMAGE=5` tries five places in each page of 4096 bytes.
@Suite("A damaged byte", .serialized, .ownThreads, .timeLimit(.minutes(240)))
struct DamageTests {
    @Test(
        "Is found and named, and nothing of it is ever served, whichever file it is in",
        arguments: [
            ("ledger/main.db", "main.db|entry |ledger"), ("dossier/keys.db", "keys.db|dossier"),
            ("signer/lock.db", "lock.db|lock|signed"), ("keys/curve.key", "curve.key"),
            ("keys/log.key", "log.key|lock"), ("keys/confirmation.key", "confirmation.key"),
            ("keys/office/enrolment.json", "enrolment.json|curve.key|log.key|confirmation.key"),
        ]
    )
    func daemon(file: String, names: String) throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        for number in ["信1", "信2"] { try register(number, in: conference) }
        #expect(conference.stopDaemon() == 0)
        let whole = conference.folder.appending(path: "whole")
        try FileManager.default.copyItem(at: conference.data, to: whole)
        try conference.start()
        let before = try answers(of: conference)
        #expect(before.allSatisfy { $0.code == 0 })
        #expect(conference.stopDaemon() == 0)

        var outcomes: [Damage.Outcome: Int] = [:]
        for place in try Damage.places(in: whole.appending(path: file)) {
            try FileManager.default.removeItem(at: conference.data)
            try FileManager.default.copyItem(at: whole, to: conference.data)
            try Damage.change(conference.data.appending(path: file), at: place)
            let outcome = try outcome(of: conference, before, naming: names)
            outcomes[outcome, default: 0] += 1
            if case .silent(let what) = outcome {
                Issue.record("byte \(place) of \(file) changed: \(what)")
            }
        }
        print(
            "\(file): \(outcomes[.named, default: 0]) named, \(outcomes[.harmless, default: 0]) harmless"
        )
        #expect(outcomes[.named, default: 0] > 0, "some places matter")
    }

    private func outcome(
        of conference: Conference,
        _ before: [Finished],
        naming names: String
    ) throws -> Damage.Outcome {
        let log = (try? String(contentsOf: conference.daemonLog, encoding: .utf8)) ?? ""
        func said() throws -> String {
            String(
                try String(contentsOf: conference.daemonLog, encoding: .utf8).dropFirst(log.count)
            )
        }
        func isNamed(_ text: String) -> Bool {
            names.split(separator: "|").contains { text.contains($0) }
        }
        guard try starts(conference) else {
            let said = try said()
            return isNamed(said) ? .named : .silent("the daemon ends, and says: \(said)")
        }
        let after = try answers(of: conference)
        conference.stopDaemon()
        for (now, then) in zip(after, before) where now.code != 0 || now.output != then.output {
            guard now.code != 0 else { return .silent("served: \(now.output)") }
            let all = try said() + now.errors
            return isNamed(all) ? .named : .silent("a tool ends with \(now.code): \(all)")
        }
        return .harmless
    }

    private func starts(_ conference: Conference) throws -> Bool {
        do {
            try conference.start()
            return true
        } catch {
            return false
        }
    }

    /// All that an installation so small can be asked.
    private func answers(of conference: Conference) throws -> [Finished] {
        try [
            ["list"], ["show", "信1", "--dossier"], ["show", "信2", "--dossier"],
            ["ledger", "entry", "0"],
            ["ledger", "entry", "5"],
        ].map { try conference.office($0) }
    }

    private func register(_ number: String, in conference: Conference) throws {
        try conference.officeJSON(
            Conference.registering(
                number,
                about: "labour",
                ["--petitioner", "周某某", "--facts", "\(number)：路灯不亮。", "--yes"]
            )
        )
    }
}
