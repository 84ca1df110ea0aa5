import LianxiCore
package import LianxiJSON

extension AssignmentDetails {
    /// Canonical JSON, for the inbox.
    package var bytes: [UInt8] {
        var members: [(name: String, value: JSONValue)] = [
            ("number", JSONValue(number)), ("matter-number", .string(matterNumber)),
            ("class", .string(matterClass.rawValue)),
            ("subject", .string(subject)), ("place", .string(place)), ("urgent", .bool(isUrgent)),
            ("received-at", JSONValue(receivedAt.milliseconds)), ("rules", .string(ruleSet.text)),
            ("version", JSONValue(version)), ("clocks", .array(clocks.map(\.json))),
            ("escalations", .array(escalations.map(\.json))),
        ]
        members += releaseMembers
        if let feedbackPeriod { members.append(("period", .string(feedbackPeriod.description))) }
        return JSONValue(members).canonicalBytes
    }

    /// Reads what ``bytes`` wrote.
    package init(parsing bytes: [UInt8]) throws {
        var reader = try JSONReader(JSONValue(parsing: bytes))
        number = UInt64(try reader.integer("number", in: 1...JSONValue.largestInteger))
        matterNumber = try reader.string("matter-number")
        matterClass = try reader.choice("class", as: MatterClass.self)
        subject = try reader.string("subject")
        place = try reader.string("place")
        isUrgent = try reader.bool("urgent")
        receivedAt = Timestamp(milliseconds: try reader.integer("received-at"))
        ruleSet = try reader.parsed("rules", "a data set's name") { DataSetID($0) }
        version = Int(try reader.integer("version", in: 0...Int64(Int32.max)))
        feedbackPeriod = try reader.optionalParsed("period", "a period") { Period($0) }
        clocks = try reader.array("clocks") { (element) throws(JSONShapeError) in
            try element.object { (clock) throws(JSONShapeError) in try Clock(&clock) }
        }
        escalations = try reader.array("escalations") { (element) throws(JSONShapeError) in
            try element.object { (step) throws(JSONShapeError) in try Escalation(&step) }
        }
        let successor = try reader.optionalParsed("successor", "a party") { PartyID($0) }
        released =
            try reader.optionalBool("released") == true ? Released(to: successor) : nil
        try reader.finish()
    }

    /// `released`, and `successor` where one is named; nothing while the assignment is ours.
    package var releaseMembers: [(name: String, value: JSONValue)] {
        guard let released else { return [] }
        return [("released", true)]
            + (released.successor.map { [("successor", .string($0.text))] } ?? [])
    }
}

extension AssignmentDetails.Clock {
    /// As other systems and scripts see it.
    package var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("duty", .string(duty.text)), ("owner", .string(owner.text)),
            ("start", JSONValue(start.milliseconds)),
        ]
        if let legal { members.append(("legal", .string(legal.description))) }
        if let target { members.append(("target", .string(target.description))) }
        return JSONValue(members)
    }

    fileprivate init(_ reader: inout JSONReader) throws(JSONShapeError) {
        duty = try reader.parsed("duty", "a duty") { DutyID($0) }
        owner = try reader.parsed("owner", "a party") { PartyID($0) }
        start = Timestamp(milliseconds: try reader.integer("start"))
        legal = try reader.optionalParsed("legal", "a date") { CivilDate($0) }
        target = try reader.optionalParsed("target", "a date") { CivilDate($0) }
    }
}

extension AssignmentDetails.Escalation {
    /// As other systems and scripts see it.
    package var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("number", JSONValue(number)), ("duty", .string(duty.text)), ("step", JSONValue(step)),
            ("action", .string(action.rawValue)), ("post", .string(post.text)),
            ("at", JSONValue(at.milliseconds)),
        ]
        if let document { members.append(("document", .string("\(document)"))) }
        return JSONValue(members)
    }

    fileprivate init(_ reader: inout JSONReader) throws(JSONShapeError) {
        number = UInt64(try reader.integer("number", in: 1...JSONValue.largestInteger))
        duty = try reader.parsed("duty", "a duty") { DutyID($0) }
        document = try reader.optionalParsed("document", "a document") { DocumentID($0) }
        step = Int(try reader.integer("step", in: Int64(Escalated.outsidePolicy)...1000))
        action = try reader.choice("action", as: EscalationAction.self)
        post = try reader.parsed("post", "a post") { OfficerID($0) }
        at = Timestamp(milliseconds: try reader.integer("at"))
    }
}
