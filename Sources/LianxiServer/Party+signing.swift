import LianxiCore
import LianxiLedger

extension Party {
    /// The key enrolled for the officer.
    ///
    /// - Throws: `unknownKey`
    func actKey(of officer: OfficerID) throws(Refusal) -> VerifierKey {
        guard let enrolled = actKeys.first(where: { $0.officer == officer }),
            let key = try? VerifierKey(parsing: enrolled.verifierKey)
        else { throw .unknownKey }
        return key
    }

    /// Verifies that the officer said it with the key enrolled for him.
    func verify(
        _ signed: OfficerSignature,
        _ word: OfficeStatement.Word,
        by officer: OfficerID,
        origin: String
    ) throws(Refusal) {
        let key = try actKey(of: officer)
        let statement = OfficeStatement(origin: origin, party: id, officer: officer, word: word)
        do throws(ActError) { try statement.verify(signed, by: key) } catch { throw error.refusal }
    }
}
