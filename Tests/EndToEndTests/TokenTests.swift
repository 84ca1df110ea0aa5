import Foundation
import LianxiJSON
import Testing

/// Keys that live behind OpenSSH's agent or a program, with the real programs.
@Suite(
    "Keys in a token, with the real programs",
    .serialized,
    .ownThreads,
    .enabled(if: OpenSSHAgent.isThere, "openssh-client is not installed here"),
    .timeLimit(.minutes(10))
)
struct TokenTests {
    /// How many entries the newest signed checkpoint covers.
    private func signed(_ conference: Conference) throws -> Int {
        try #require(try conference.officeJSON(["ledger", "head"])["size"] as? Int)
    }

    /// How many entries there are.
    private func recorded(_ conference: Conference) throws -> Int {
        try #require(try conference.officeJSON(["status"])["size"] as? Int)
    }

    /// Whatever was recorded while nothing signed is signed once the token is back, and the whole ledger verifies.
    private func loses(
        nothingIn conference: Conference,
        whileAway away: () throws -> Void,
        said sentence: String,
        back: () throws -> Void
    ) throws {
        let before = try signed(conference)
        try away()
        try conference.give("信9", to: "housing")
        try eventually("the daemon says why it signs nothing") {
            let log = try String(contentsOf: conference.daemonLog, encoding: .utf8)
            return log.contains("no checkpoint was signed") && log.contains(sentence)
        }
        #expect(conference.isRunning)
        // The clerk's order reaches the unit all the same.
        #expect(try conference.agent("housing", ["inbox"]).output.contains("信9"))
        let size = try recorded(conference)
        #expect(try signed(conference) == before && size > before)
        try back()
        try eventually("all of it is signed") { try signed(conference) >= size }
        let entries = try conference.verifiedExport()["entries"] as? Int
        #expect(try #require(entries) >= size)
    }

    @Test(
        "The log's key lives in ssh-agent: its checkpoints verify, and while the agent is gone nothing is lost"
    )
    func logKey() throws {
        let conference = try Conference()
        let agent = try OpenSSHAgent(in: conference.folder)
        try conference.initialise(["--log-key", agent.reference()])
        let file = conference.data.appending(path: "keys/log.key")
        #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("ssh-agent:"))
        try conference.start()
        try conference.enrol(
            "housing",
            name: "区住建局",
            officer: "zhang",
            isWitness: false
        )
        _ = try conference.verifiedExport()
        try eventually("what there is is signed") {
            try signed(conference) == recorded(conference)
        }
        try loses(
            nothingIn: conference,
            whileAway: { agent.stop() },
            said: "the token is not there",
            back: { try agent.start() }
        )
    }

    @Test("The log's key lives behind a program: the same")
    func logProgram() throws {
        let conference = try Conference()
        let (program, reference) = try signer(in: conference.folder)
        try conference.initialise(["--log-key", reference])
        try conference.start()
        try conference.enrol(
            "housing",
            name: "区住建局",
            officer: "zhang",
            isWitness: false
        )
        try eventually("what there is is signed") {
            try signed(conference) == recorded(conference)
        }
        try loses(
            nothingIn: conference,
            whileAway: {
                try FileManager.default.moveItem(atPath: program, toPath: "\(program)-away")
            },
            said: "the token is not there",
            back: { try FileManager.default.moveItem(atPath: "\(program)-away", toPath: program) }
        )
    }

    @Test(
        "An officer's key lives in ssh-agent: the unit enrols and signs with it, and cannot while it is gone"
    )
    func actKey() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        let agent = try OpenSSHAgent(in: conference.folder)
        try enrol("zhang=\(agent.reference())", at: conference)
        try conference.give("信1", to: "housing")
        try conference.agent("housing", ["inbox"])
        agent.stop()
        let size = try recorded(conference)
        let refused = try conference.tryAgent("housing", ["sign", "1"])
        #expect(refused.code != 0 && refused.errors.contains("the token is not there"))
        #expect(try recorded(conference) == size)
        try agent.start()
        try conference.agent("housing", ["sign", "1"])
        #expect(try conference.verifiedExport()["acts"] as? Int == 1)
    }

    @Test("An officer's key lives behind a program: the same act is signed and verified")
    func actProgram() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        let (_, reference) = try signer(in: conference.folder)
        try enrol("zhang=\(reference)", at: conference)
        try conference.give("信1", to: "housing")
        try conference.agent("housing", ["inbox"])
        try conference.agent("housing", ["sign", "1"])
        #expect(try conference.verifiedExport()["acts"] as? Int == 1)
    }

    /// The unit's enrolment with a key elsewhere.
    private func enrol(_ actKey: String, at conference: Conference) throws {
        try conference.agent(
            "housing",
            [
                "enrol", "--party", "housing", "--name", "区住建局", "--officer", "zhang", "--act-key",
                actKey,
            ]
        )
        let file = URL(filePath: "\(conference.place("housing"))/keys/zhang.key")
        #expect(try String(contentsOf: file, encoding: .utf8).contains("housing/zhang+"))
        try conference.admit("housing")
        let reply = "\(conference.place("housing"))/reply.json"
        try conference.agent("housing", ["enrol", "--reply", reply])
    }

    /// A program that signs with OpenSSL's command, and what a key's file says of it.
    private func signer(in folder: URL) throws -> (program: String, reference: String) {
        func place(_ name: String) -> String { folder.appending(path: name).path }
        let openssl = "/usr/bin/openssl"
        let make = ["genpkey", "-algorithm", "ED25519", "-out", place("ed.pem")]
        #expect(try run(openssl, make).code == 0)
        let encode = [
            "pkey", "-in", place("ed.pem"), "-pubout", "-outform", "DER", "-out", place("ed.pub"),
        ]
        #expect(try run(openssl, encode).code == 0)
        let key = try Array(Data(contentsOf: folder.appending(path: "ed.pub")).suffix(32))
        let lines = """
            #!/bin/sh
            text=$(mktemp) && cat > "$text"
            \(openssl) pkeyutl -sign -rawin -inkey \(place("ed.pem")) -in "$text"
            """
        let program = place("sign")
        try Data("\(lines)\n".utf8).write(to: URL(filePath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        return (program, "command:\(program)#ed25519:\(Base64.encode(key))")
    }
}
