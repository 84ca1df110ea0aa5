import LianxiCore
import LianxiJSON
import LianxiLedger

extension ChainAnswer {
    /// For scripts: each hand with its entry's bytes as text and its proof.
    func json(_ examined: Examined) -> String {
        let until = examined.docket.lastAt ?? Timestamp(milliseconds: 0)
        var members = examined.standing
        members.append(words.json(chain.id))
        members.append(("hands", .array(chain.hands.map(json))))
        members.append(
            (
                "clocks",
                .array(
                    lives.map { life in
                        var row = words.json(life, at: until)
                        row.append(("owners", .array(life.turns.map { .string($0.owner.text) })))
                        return JSONValue(row)
                    }
                )
            )
        )
        return String(decoding: JSONValue(members).canonicalBytes, as: UTF8.self) + "\n"
    }

    private func json(_ hand: ResponsibilityChain.Hand) -> JSONValue {
        let recorded = hand.recorded
        var row: [(name: String, value: JSONValue)] = [
            ("entry", number(recorded.index)), ("n", number(hand.number)),
            ("type", .string(recorded.event.typeName)),
            ("recorded", JSONValue(recorded.at.milliseconds)),
            ("day", .string(hand.day.description)),
            ("what", .string(words.event(recorded))),
            ("hash", .string(recorded.hash.description)),
            ("begins", clocks { $0.begun.index == recorded.index }),
            ("ends", clocks { $0.ending?.mark.index == recorded.index }),
            (
                "evidence",
                .array(
                    hand.evidence.map {
                        [
                            "field": .string($0.field),
                            "commitment": .string($0.commitment.base64),
                        ]
                    }
                )
            ),
        ]
        if let cause = recorded.cause {
            row.append(("party", .string(cause.party.text)))
            if let officer = cause.officer { row.append(("officer", .string(officer.text))) }
        }
        if let recipient = recorded.event.recipient { row.append(("to", .string(recipient.text))) }
        if let signature = hand.signature { row.append(("signature", json(signature))) }
        if let exhibit = exhibits.first(where: { $0.index == recorded.index }) {
            row.append(("bytes", .string(String(decoding: exhibit.entry, as: UTF8.self))))
            row.append(("proof", .string(String(decoding: exhibit.proof, as: UTF8.self))))
        }
        return JSONValue(row)
    }

    private func json(_ verdict: SignatureVerdict) -> JSONValue {
        switch verdict {
        case .valid(let key, let sequence?):
            ["valid": true, "key": .string(key), "sequence": number(sequence)]
        case .valid(let key, nil): ["valid": true, "key": .string(key)]
        case .invalid(let why): ["valid": false, "reason": .string(why)]
        }
    }

    private func clocks(where isWanted: (ClockLife) -> Bool) -> JSONValue {
        .array(lives.filter(isWanted).map { .string($0.key.duty.text) })
    }
}
