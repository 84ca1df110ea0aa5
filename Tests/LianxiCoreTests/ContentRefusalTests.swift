import LianxiCore
import Testing

@Suite("Refusals of state and content")
struct ContentRefusalTests {
    @Test(
        "Each act is taken from its states and no others",
        arguments: [
            (ActVerb.sign, [AssignmentState.dispatched, .delivered]),
            (.object, [.dispatched, .delivered, .signed]),
            (.accept, [.dispatched, .delivered, .signed, .notified]),
            (.notify, [.dispatched, .delivered, .signed]),
            (.notAccept, [.dispatched, .delivered, .signed, .notified]),
            (.opine, [.accepted]), (.serve, [.opinionIssued]),
            (.conclude, [.diverted, .notAccepted, .served]),
            (.withdraw, [.delivered, .signed, .objected, .notified, .accepted, .diverted]),
        ]
    )
    func states(verb: ActVerb, allowed: [AssignmentState]) throws {
        for state in AssignmentState.allCases {
            var it = Conference()
            let order = try it.brought(to: state)
            if allowed.contains(state) {
                try it.acts(verb, on: order)
            } else {
                let expected: Refusal =
                    switch (verb, state) {
                    case (_, .returned), (_, .concluded), (_, .withdrawn): .assignmentClosed
                    case (.conclude, .accepted): .opinionMissing
                    case (.conclude, .opinionIssued): .notServed
                    default: .wrongState
                    }
                #expect(throws: expected) { try it.acts(verb, on: order) }
            }
        }
    }

    @Test("Only an objection can be upheld or denied")
    func decisions() throws {
        for state in AssignmentState.allCases where state != .objected {
            var it = Conference()
            let order = try it.brought(to: state)
            #expect(throws: state.isFinal ? Refusal.assignmentClosed : .wrongState) {
                try it.decides(order, uphold: true)
            }
        }
    }

    @Test("An objection and a conclusion give reasons")
    func reasons() throws {
        var it = Conference()
        let order = it.order()
        let silent = it.signed(.object, on: order) { $0.note = nil }
        #expect(throws: Refusal.reasonMissing) { try it.tells(silent) }
        try it.acts(.accept, on: order)
        let empty = it.signed(.conclude, on: order) { $0.note = nil }
        #expect(throws: Refusal.reasonMissing) { try it.tells(empty) }
    }

    @Test("A conclusion says supported, explained or not supported; no other act says it")
    func details() throws {
        var it = Conference()
        let order = it.order()
        let talkative = it.signed(.sign, on: order) { $0.detail = "supported" }
        #expect(throws: Refusal.detailWrong) { try it.tells(talkative) }
        try it.acts(.accept, on: order)
        for detail in [nil, "perhaps"] {
            let vague = it.signed(.conclude, on: order) { $0.detail = detail }
            #expect(throws: Refusal.detailWrong) { try it.tells(vague) }
        }
    }

    @Test("An act names the duty it answers, in a rule set that was adopted")
    func duties() throws {
        var it = Conference()
        let order = it.order()
        for (verb, wrong) in [
            (ActVerb.sign, DutyID.notice), (.object, .signature), (.accept, .conclusion),
        ] {
            let act = it.signed(verb, on: order) { $0.duty = wrong }
            #expect(throws: Refusal.dutyWrong) { try it.tells(act) }
        }
        let foreign = it.signed(.sign, on: order) { $0.ruleSet = dataSet("elsewhere") }
        #expect(throws: Refusal.dutyWrong) { try it.tells(foreign) }
        try it.acts(.accept, on: order)
        let notOwed = it.signed(.conclude, on: order) { $0.duty = .feedback }
        #expect(throws: Refusal.dutyWrong) { try it.tells(notOwed) }
    }

    @Test("A piece received in the future is refused")
    func future() {
        var it = Conference()
        let facts = it.facts(received: it.now.adding(milliseconds: 300_001))
        #expect(throws: Refusal.inFuture) { try it.does(.register(facts)) }
        let soon = it.facts(received: it.now.adding(milliseconds: 300_000))
        #expect(throws: Never.self) { try it.does(.register(soon)) }
    }

    @Test("A party that could not be told apart, or has no connection's key, is malformed")
    func malformedParty() {
        var it = Conference()
        let sample = Conference.sample(party("new"))
        let twice = sample.actKeys + sample.actKeys
        let bad = [
            Party(
                id: sample.id,
                kind: .office,
                name: "",
                curveKeys: sample.curveKeys,
                actKeys: [],
                feedPort: 1,
                handlesReports: false
            ),
            Party(
                id: sample.id,
                kind: .department,
                name: "",
                curveKeys: [],
                actKeys: [],
                feedPort: 1,
                handlesReports: false
            ),
            Party(
                id: sample.id,
                kind: .department,
                name: "",
                curveKeys: sample.curveKeys,
                actKeys: twice,
                feedPort: 1,
                handlesReports: false
            ),
            Party(
                id: .leaders,
                kind: .department,
                name: "",
                curveKeys: sample.curveKeys,
                actKeys: [],
                feedPort: 1,
                handlesReports: false
            ),
        ]
        for party in bad {
            #expect(throws: Refusal.malformed) { try it.does(.enrol(party)) }
        }
    }
}

extension Conference {
    /// An assignment led by the first department, brought to the state.
    mutating func brought(to state: AssignmentState) throws(Refusal) -> AssignmentID {
        let order = order()
        switch state {
        case .dispatched: break
        case .delivered: try receives(order)
        case .signed: try acts(.sign, on: order)
        case .objected: try acts(.object, on: order)
        case .returned:
            try acts(.object, on: order)
            try decides(order, uphold: true)
        case .notified: try acts(.notify, on: order)
        case .accepted: try acts(.accept, on: order)
        case .diverted: try acts(.divert, on: order)
        case .notAccepted: try acts(.notAccept, on: order)
        case .opinionIssued:
            try acts(.accept, on: order)
            try acts(.opine, on: order)
        case .served:
            try acts(.accept, on: order)
            try acts(.opine, on: order)
            try acts(.serve, on: order)
        case .concluded:
            try acts(.accept, on: order)
            try concludes(order)
        case .withdrawn:
            try acts(.sign, on: order)
            try acts(.withdraw, on: order)
        }
        return order
    }
}
