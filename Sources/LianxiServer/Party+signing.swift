import LianxiCore
import LianxiLedger

extension Party {
    /// Verifies that the officer said it with the key enrolled for him.
    func verify(
        _ signed: OfficerSignature,
        _ word: OfficeStatement.Word,
        by officer: OfficerID,
        origin: String
    ) throws(Refusal) {
        guard let enrolled = actKeys.first(where: { $0.officer == officer }),
            let key = try? VerifierKey(parsing: enrolled.verifierKey)
        else { throw .unknownKey }
        let statement = OfficeStatement(origin: origin, party: id, officer: officer, word: word)
        do throws(ActError) { try statement.verify(signed, by: key) } catch { throw error.refusal }
    }
}
