package import LianxiCore

/// Why an act is not to be believed.
package enum ActError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text or its place in the batch is not of the form.
    case malformed(String)
    /// The act names another log.
    case foreign(origin: String)
    /// The key is not the one of the act's department and officer.
    case wrongKey(String)
    /// The signature does not fit the batch.
    case badSignature

    package var description: String {
        switch self {
        case .malformed(let what): "the act is malformed: \(what)"
        case .foreign(let origin): "the act names the log \(origin)"
        case .wrongKey(let name): "the act is not by the key \(name)"
        case .badSignature: "the signature does not fit the acts"
        }
    }
}

/// The text of an act: the lines an officer signs, in their one order.
package enum ActText {
    /// The most bytes of an act's text.
    package static let mostBytes = 1024

    /// The text that says this act to this log.
    package static func encode(_ act: Act, origin: String) -> String {
        var text = TextWriter(capacity: mostBytes)
        text.line(SignedStatement.act)
        text.line("log", origin)
        text.line("answers", act.order, act.orderHash)
        text.line("head", act.headSize, act.headRoot)
        text.line("matter", act.matter)
        text.line("act", act.verb.rawValue)
        text.line("department", act.department.text)
        text.line("officer", act.officer.text)
        text.line("rule", "\(act.duty.text)@\(act.ruleSet.text)")
        text.line("at", act.claimedAt.seconds)
        text.line("seq", act.sequence)
        if let detail = act.detail { text.line("detail", detail) }
        add(act.says, to: &text)
        if let note = act.note { text.line("note", note.base64) }
        return text.finish()
    }

    /// Reads a text, with the origin of the log it speaks to.
    ///
    /// - Throws: ``ActError/malformed(_:)`` for any line out of place or written another way.
    package static func parse(_ text: String) throws(ActError) -> (act: Act, origin: String) {
        guard text.utf8.count <= mostBytes else { throw .malformed("longer than 1024 bytes") }
        var lines = LineReader(text.utf8)
        guard let first = lines.next(), first.elementsEqual(SignedStatement.act.utf8) else {
            throw .malformed("the first line is \(SignedStatement.act)")
        }
        let origin = try field(&lines, "log") { Checkpoint.isOrigin($0) ? $0 : nil }
        let order = try place(&lines, "answers")
        let head = try place(&lines, "head")
        let matter = try field(&lines, "matter") { MatterID($0) }
        let verb = try field(&lines, "act") { ActVerb(rawValue: $0) }
        let department = try field(&lines, "department") { PartyID($0) }
        let officer = try field(&lines, "officer") { OfficerID($0) }
        let rule = try field(&lines, "rule", rule)
        let at = try field(&lines, "at") { wholeSeconds($0) }
        let sequence = try field(&lines, "seq") { decimal($0) }
        let act = Act(
            verb: verb,
            order: order.number,
            orderHash: order.hash,
            headSize: head.number,
            headRoot: head.hash,
            matter: matter,
            department: department,
            officer: officer,
            duty: rule.duty,
            ruleSet: rule.ruleSet,
            claimedAt: at,
            sequence: sequence,
            detail: try optional(&lines, "detail") { $0 },
            note: nil,
            says: try sayings(&lines)
        ).noted(try optional(&lines, "note") { Digest32(base64: $0) })
        guard lines.isAtEnd, isSame(encode(act, origin: origin), text) else {
            throw .malformed("lines after the last one")
        }
        try check(act)
        return (act, origin)
    }

    /// Compares bytes, where `==` compares characters.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        var left = left
        var right = right
        return left.withUTF8 { left in
            right.withUTF8 { right in
                left.count == right.count && left.indices.allSatisfy { left[$0] == right[$0] }
            }
        }
    }

    private static func check(_ act: Act) throws(ActError) {
        guard act.sequence >= 1 else { throw .malformed("seq begins at 1") }
        guard act.headSize > 0 || act.headRoot == .emptyRoot else {
            throw .malformed("a head of size 0 has the empty root")
        }
        if let member = act.verb.form.mistake(in: act.details) {
            throw .malformed("\(member.rawValue) of an act to \(act.verb.rawValue)")
        }
    }

    private static func add(_ says: ActSayings, to text: inout TextWriter) {
        if let on = says.on { text.line("on", on.description) }
        if let period = says.period { text.line("period", period.description) }
        if let document = says.document { text.line("document", document) }
        if let person = says.person { text.line("person", person) }
        if !says.marks.isEmpty { text.line("marks", says.marks.joined(separator: ",")) }
    }

    private static func sayings(_ lines: inout LineReader) throws(ActError) -> ActSayings {
        ActSayings(
            on: try optional(&lines, "on") { CivilDate($0) },
            period: try optional(&lines, "period") { Period($0) },
            document: try optional(&lines, "document") { $0 },
            person: try optional(&lines, "person") { $0 },
            marks: try optional(&lines, "marks") {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            } ?? []
        )
    }

    private static func optional<Value>(
        _ lines: inout LineReader,
        _ name: String,
        _ parse: (String) -> Value?
    ) throws(ActError) -> Value? {
        guard lines.isNext(name) else { return nil }
        return try field(&lines, name, parse)
    }

    private static func field<Value>(
        _ lines: inout LineReader,
        _ name: String,
        _ parse: (String) -> Value?
    ) throws(ActError) -> Value {
        guard let fields = lines.fields(name, count: 1), let value = parse(fields[0]) else {
            throw .malformed("the line \"\(name)\"")
        }
        return value
    }

    private static func place(
        _ lines: inout LineReader,
        _ name: String
    ) throws(ActError) -> (number: UInt64, hash: Digest32) {
        guard let fields = lines.fields(name, count: 2), let number = decimal(fields[0]),
            let hash = Digest32(base64: fields[1])
        else { throw .malformed("the line \"\(name)\"") }
        return (number, hash)
    }

    private static func rule(_ text: String) -> (duty: DutyID, ruleSet: DataSetID)? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let duty = DutyID(parts[0]), let ruleSet = DataSetID(parts[1])
        else { return nil }
        return (duty, ruleSet)
    }
}
