import LianxiCore
import LianxiJSON

/// The core's values as they stand in entries, member by member in the order of their names.
extension JSONWriter {
    mutating func write(_ assignment: Assignment) {
        raw("{\"department\":")
        plain(assignment.department.text)
        raw(",\"id\":")
        hexadecimal(assignment.id.high, assignment.id.low)
        raw(",\"kind\":")
        plain(assignment.kind.rawValue)
        if let period = assignment.feedbackPeriod {
            raw(",\"period\":")
            plain(period.description)
        }
        raw(",\"role\":")
        plain(assignment.role.rawValue)
        raw("}")
    }

    mutating func write(_ facts: MatterFacts) {
        raw("{\"class\":")
        plain(facts.matterClass.rawValue)
        raw(",\"piece\":")
        write(facts.piece)
        raw(",\"place\":")
        string(facts.place)
        raw(",\"purpose\":")
        plain(facts.purpose.rawValue)
        raw(",\"subject\":")
        string(facts.subject)
        raw(",\"urgent\":")
        bool(facts.isUrgent)
        raw("}")
    }

    private mutating func write(_ piece: Piece) {
        raw("{\"channel\":")
        plain(piece.channel.rawValue)
        raw(",\"dossier\":[")
        for (place, reference) in piece.dossier.enumerated() {
            separate(place)
            raw("{\"commitment\":")
            plain(reference.commitment.base64)
            raw(",\"field\":")
            string(reference.field)
            raw("}")
        }
        raw("],\"number\":")
        string(piece.number)
        raw(",\"persons\":")
        integer(piece.persons)
        raw(",\"received-at\":")
        integer(piece.receivedAt.milliseconds)
        raw("}")
    }

    /// The member `clocks`, with the comma before it.
    mutating func write(_ clocks: [ClockStart]) {
        raw(",\"clocks\":[")
        for (place, clock) in clocks.enumerated() {
            separate(place)
            write(clock)
        }
        raw("]")
    }

    private mutating func write(_ clock: ClockStart) {
        raw("{\"calendar\":")
        plain(clock.dates.calendar.text)
        raw(",\"duty\":")
        plain(clock.duty.text)
        write(",\"legal\":", clock.dates.legal)
        raw(",\"owner\":")
        plain(clock.owner.text)
        if let period = clock.period {
            raw(",\"period\":")
            plain(period.description)
        }
        raw(",\"policy\":")
        plain(clock.policy.text)
        write(",\"raw\":", clock.dates.raw)
        raw(",\"rules\":")
        plain(clock.ruleSet.text)
        raw(",\"start\":")
        integer(clock.start.milliseconds)
        raw(",\"steps\":[")
        for (place, step) in clock.steps.enumerated() {
            separate(place)
            raw("[")
            integer(step.number)
            raw(",")
            integer(step.at.milliseconds)
            raw("]")
        }
        raw("]")
        write(",\"target\":", clock.dates.target)
        raw("}")
    }

    private mutating func write(_ name: StaticString, _ date: CivilDate?) {
        guard let date else { return }
        raw(name)
        plain(date.description)
    }

    /// A member such as `settles`, with the comma before it.
    mutating func write(_ name: StaticString, _ duties: [DutyID]) {
        raw(name)
        raw("[")
        for (place, duty) in duties.enumerated() {
            separate(place)
            plain(duty.text)
        }
        raw("]")
    }

    mutating func write(_ act: SignedAct) {
        raw("{")
        if act.batchCount > 1 {
            raw("\"batch\":[")
            integer(act.batchCount)
            raw(",")
            integer(act.batchPlace)
            raw(",[")
            for (place, hash) in act.batchPath.enumerated() {
                separate(place)
                plain(hash.base64)
            }
            raw("]],")
        }
        raw("\"sig\":")
        string(act.signature)
        raw(",\"text\":")
        string(act.text)
        raw("}")
    }
}
