import Foundation
import Testing

/// Three administrators apart from the business (三员分立), with the real programs.
@Suite("Roles kept apart", .serialized, .ownThreads, .timeLimit(.minutes(5)))
struct RoleTests {
    private static let officers = [
        "coordinator=business", "keeper=keys", "system=administration", "auditor=audit",
    ]

    private func tried(_ arguments: [String], by officer: String, in it: Conference) throws
        -> Finished
    {
        try it.office(arguments + ["--officer", officer])
    }

    private func register(_ number: String) -> [String] {
        Conference.registering(
            number,
            about: "labour",
            ["--petitioner", "甲某", "--facts", "拖欠工资", "--yes"]
        )
    }

    @Test(
        "Each officer does what is his, a stolen key of one opens nothing of another's, and auditors agree"
    )
    func apart() throws {
        let it = try Conference()
        try it.initialise(officers: Self.officers)
        try it.start()
        let invite = ["department", "invite", "water"]
        for (officer, own) in [
            ("coordinator", "register"), ("keeper", "invite"), ("system", ""), ("auditor", ""),
        ] {
            let registered = try tried(register("信-\(officer)"), by: officer, in: it)
            #expect((registered.code == 0) == (own == "register"), "\(officer): \(registered)")
            let invited = try tried(invite, by: officer, in: it)
            #expect((invited.code == 0) == (own == "invite"), "\(officer): \(invited)")
            for refused in [registered, invited] where refused.code != 0 {
                #expect(refused.code == 1 && refused.errors.contains("role-wrong"))
                #expect(refused.errors.contains("keeps its roles apart"))
            }
        }
        // The auditor reads what the office may read, and the look stands in the ledger under his name.
        let shown = try tried(["show", "信-coordinator", "--dossier"], by: "auditor", in: it)
        #expect(shown.code == 0 && shown.output.contains("甲某"), "\(shown)")
        let hidden = try tried(["show", "信-coordinator", "--dossier"], by: "keeper", in: it)
        #expect(hidden.code == 1 && hidden.errors.contains("role-wrong"), "\(hidden)")

        let listed = try it.officeJSON(["officer"])
        let roles = (listed["officers"] as? [[String: Any]] ?? []).compactMap {
            $0["role"] as? String
        }
        #expect(roles == ["business", "keys", "administration", "audit"])
        _ = try it.verifiedExport()
    }

    @Test("An officer who leaves loses his key by one officer's word; a role is given by two")
    func leaving() throws {
        let it = try Conference(changes: ["enrolment": "invited"])
        try it.initialise(officers: ["coordinator", "archivist", "keeper=keys"])
        try it.start()
        let alone = try tried(["officer", "archivist", "--role", "audit"], by: "keeper", in: it)
        #expect(alone.code == 1 && alone.errors.contains("invitation-invalid"), "\(alone)")
        let notHis = try tried(["officer", "archivist", "--remove"], by: "coordinator", in: it)
        #expect(notHis.code == 1 && notHis.errors.contains("role-wrong"), "\(notHis)")

        let invited = try tried(["department", "invite", "office"], by: "keeper", in: it)
        let token = try #require(invited.output.split(separator: ":").last).trimmingCharacters(
            in: .whitespacesAndNewlines
        )
        let given = try tried(
            ["officer", "coordinator", "--role", "business", "--token", token],
            by: "archivist",
            in: it
        )
        #expect(given.code == 0 && given.output.contains("business"), "\(given)")
        let gone = try tried(["officer", "archivist", "--remove"], by: "keeper", in: it)
        // Nobody would be there for the calendars.
        #expect(gone.code == 1 && gone.errors.contains("malformed"), "\(gone)")
        _ = try it.verifiedExport()
    }

    @Test(
        "An office without somebody for each role is not made, and the tool says which is missing"
    )
    func missing() throws {
        let it = try Conference()
        let made = try run(
            "lianxid",
            [
                "init", "--config", it.configuration, "--lang", "en", "--officer", "li=keys",
                "--officer", "wang=business",
            ]
        )
        #expect(made.code == 64 && made.errors.contains("=administration"), "\(made)")
        let odd = try run(
            "lianxid",
            ["init", "--config", it.configuration, "--lang", "en", "--officer", "li=boss"]
        )
        #expect(odd.code == 64 && odd.errors.contains("=ROLE"), "\(odd)")
    }
}
