import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

extension Sample {
    /// A step of the office on the first assignment, as the unit receives it.
    static func stepped(
        _ kind: StepKind,
        _ details: StepDetails = StepDetails(),
        version: Int? = nil,
        clocks: [ClockStart] = [],
        voids: [DutyID] = [],
        handed: Handed? = nil
    ) -> Event {
        var details = details
        if kind.form.required.contains(.note) {
            details.notes = [DossierReference(field: kind.form.field, commitment: .emptyRoot)]
        }
        return .stepped(
            Stepped(
                step: Step(
                    kind,
                    of: matter(1),
                    assignment: assignment(1),
                    details
                ),
                recipient: party,
                version: version,
                clocks: clocks,
                voids: voids,
                handed: handed
            )
        )
    }

    /// The unit is urged because of the clock.
    static func urging(_ key: ClockKey, _ clock: ClockStart, step: Int) -> Escalated {
        Escalated(
            clock: key,
            owner: party,
            step: step,
            action: .urge,
            recipient: party,
            post: OfficerID(fixed: "handler"),
            policy: clock.policy,
            ruleSet: clock.ruleSet,
            due: clock.start,
            isLate: false,
            legal: nil
        )
    }
}

extension FakeDaemon {
    /// The desk's word on the assignment: accepted, of the order and version named.
    func showAccepted(order: UInt64, version: Int) throws {
        let text = ActTests.shown
            .replacing(#""order":0"#, with: #""order":\#(order)"#)
            .replacing(#""version":1"#, with: #""version":\#(version)"#)
        let shown = try JSONValue(parsing: Array(text.utf8))
        state.withLock { $0.shown[Sample.matter(1)] = .ok(shown) }
    }

    /// The same in a list, where a clock that the office owes stands with it.
    func listAccepted() throws {
        func clock(_ duty: String, of owner: String) -> String {
            """
            {"duty":"\(duty)","owner":"\(owner)","assignment":"\(Sample.assignment(1))","rules":"cn-2022",
            "policy":"policy-1","start":0,"raw":"2026-11-22","legal":"2026-11-23","target":"2026-11-20",
            "calendar":"cn-2026","state":"running","overdue":false}
            """
        }
        let text = """
            {"assignments":[{"assignment":"\(Sample.assignment(1))","matter":"\(Sample.matter(1))",
            "department":"housing","role":"lead","kind":"assigned","period":"30d","version":1,
            "state":"accepted","order":0,"order-hash":"\(Digest32.emptyRoot)",
            "dispatched":{"entry":0,"at":0},"number":"XF-1","class":"claim-6","subject":"housing",
            "place":"永定镇","urgent":false,"overdue":false,
            "clocks":[\(clock("P03", of: "office")),\(clock("D16", of: "housing"))]}]}
            """
        let listed = try JSONValue(parsing: Array(text.utf8))
        state.withLock { $0.listed = .ok(listed) }
    }
}

extension Machine {
    /// Which order the act answers that was prepared; `nil` when none was.
    func order(of ticket: [ActDesk.Ticket]) async throws -> UInt64? {
        guard case .prepared = ticket[0] else { return nil }
        let text = try #require(await inbox.batches.last?.acts.acts.first?.text)
        return try ActText.parse(text).act.order
    }
}
