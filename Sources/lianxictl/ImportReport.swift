import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire

/// What became of a register.
struct ImportReport {
    /// Rows that could be read.
    private(set) var rows = 0
    /// Rows with a broken cell, which were left out.
    private(set) var brokenRows = 0
    private(set) var problems: [SettingsProblem] = []
    var registered = 0
    /// Registered by an earlier try, whose answer is no longer remembered.
    var registeredBefore = 0
    /// Assignments made.
    var dispatched = 0
    /// Rows an earlier try dispatched, whose answer is no longer remembered.
    var dispatchedBefore = 0
    /// Numbers of the matters that may be grave or urgent, with why.
    var urgency: [(number: String, proposal: UrgencyProposal)] = []
    private(set) var refused: [(row: RegisterRow, refusal: DeskRefusal)] = []
    private var refusedLines: Set<Int> = []

    var isSound: Bool { problems.isEmpty && refused.isEmpty }

    mutating func take(_ reading: RegisterReading) {
        rows = reading.rows.count
        brokenRows = reading.brokenRows
        problems = reading.problems
    }

    /// The register as a whole is wrong: its encoding or its header.
    mutating func refuse(_ error: SettingsError) { problems = error.problems }

    mutating func refuse(_ row: RegisterRow, _ refusal: DeskRefusal) {
        refused.append((row, refusal))
        refusedLines.insert(row.line)
    }

    func isRefused(_ row: RegisterRow) -> Bool { refusedLines.contains(row.line) }

    func text(_ language: Language) -> String {
        let lines = refused.map { row, refusal in
            language.pick(
                "第 \(row.line) 行 \(row.number)：\(refusal.sentence(.zh))",
                "line \(row.line), \(row.number): \(refusal.sentence(.en))"
            )
        }
        let before = registeredBefore + dispatchedBefore
        let counts = language.pick(
            "读取 \(rows) 行（另有 \(brokenRows) 行有误），登记 \(registered) 件，分办 \(dispatched) 件次"
                + (before == 0 ? "。" : "；此前已登记 \(registeredBefore) 件，已分办 \(dispatchedBefore) 件。"),
            "\(rows) good rows (\(brokenRows) broken), \(registered) registered, "
                + "\(dispatched) dispatched"
                + (before == 0
                    ? "."
                    : "; before: \(registeredBefore) registered, \(dispatchedBefore) dispatched.")
        )
        let urgent = urgency.map { "\($0.number) \($0.proposal.sentence(language))" }
        return (lines + [counts] + urgent).joined(separator: "\n")
    }

    func json(_ language: Language) -> JSONValue {
        JSONValue([
            ("rows", JSONValue(rows)), ("broken", JSONValue(brokenRows)),
            ("registered", JSONValue(registered)), ("dispatched", JSONValue(dispatched)),
            ("registered-before", JSONValue(registeredBefore)),
            ("dispatched-before", JSONValue(dispatchedBefore)),
            ("problems", .array(problems.map { $0.json(language) })),
            ("refused", .array(refused.map { row, refusal in json(row, refusal, language) })),
            (
                "urgency",
                .array(
                    urgency.map {
                        JSONValue([("number", .string($0.number)), ("why", $0.proposal.encode())])
                    }
                )
            ),
        ])
    }

    private func json(
        _ row: RegisterRow,
        _ refusal: DeskRefusal,
        _ language: Language
    ) -> JSONValue {
        JSONValue([
            ("line", JSONValue(row.line)), ("number", .string(row.number)),
            ("code", .string(refusal.code)), ("message", .string(refusal.sentence(language))),
        ])
    }
}
