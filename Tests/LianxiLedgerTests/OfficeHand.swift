import LianxiCore

@testable import LianxiLedger

/// What officers of the office sign and record, for an auditor to judge.
enum OfficeHand {
    static let origin = "test.example/lianxi"
    static let at = Timestamp(seconds: 1_800_000_000)

    static func key(_ officer: String, seed: UInt8) throws -> SigningKey {
        try SigningKey(name: "office/\(officer)", seed: Array(repeating: seed, count: 32))
    }

    /// The office with an officer for each key, by the key's name; who is called auditor is one.
    static func party(_ keys: [SigningKey]) -> Party {
        Party(
            id: .office,
            kind: .office,
            name: "office",
            curveKeys: [],
            actKeys: keys.map {
                ActKey(
                    officer: OfficerID($0.name.dropFirst(7)) ?? .convenor,
                    verifierKey: "\($0.verifier)",
                    role: $0.name.hasSuffix("/auditor") ? .audit : nil
                )
            },
            feedPort: 5600,
            handlesReports: false
        )
    }

    static func signed(
        _ word: OfficeStatement.Word,
        by officer: String,
        _ key: SigningKey
    ) -> OfficerSignature {
        let statement = OfficeStatement(
            origin: origin,
            party: .office,
            officer: OfficerID(officer) ?? .convenor,
            word: word
        )
        return OfficerSignature(at: at, signature: key.sign(statement.text(at: at)).base64)
    }

    static func recorded(_ index: UInt64, _ event: Event, by officer: String) -> Recorded {
        Recorded(
            index: index,
            at: at,
            hash: .leaf([UInt8(index)]),
            cause: Cause(party: .office, officer: OfficerID(officer), request: nil),
            event: event
        )
    }
}
