import LianxiCore
import LianxiLedger

extension SampleEvents {
    private static let order = ErasureOrder(
        matter: matter(1),
        ground: .retention,
        document: "档销〔2026〕3号"
    )

    /// A dossier is to be destroyed, and is.
    static var erasure: [SampleEntry] {
        [
            SampleEntry(
                event: .erasureAsked(ErasureAsked(order: order, signed: nil)),
                cause: office
            ),
            SampleEntry(
                event: .erased(Erased(order: order, asked: 57, fields: ["claim", "petitioner"])),
                cause: office
            ),
        ]
    }

    /// The same, each signed with the officer's own key.
    static func signedErasure() throws -> [SampleEntry] {
        [
            SampleEntry(
                event: .erasureAsked(
                    ErasureAsked(order: order, signed: try officerSigned(.asksErasure(order)))
                ),
                cause: office
            ),
            SampleEntry(
                event: .erased(
                    Erased(
                        order: order,
                        asked: 57,
                        fields: ["claim", "petitioner"],
                        signed: try officerSigned(.approves(entry: 57, hash: .emptyRoot))
                    )
                ),
                cause: office
            ),
        ]
    }

    /// What an officer of the office signs himself.
    static func officerSigned(_ word: OfficeStatement.Word) throws -> OfficerSignature {
        let at = Timestamp(seconds: 1_790_553_600)
        let statement = OfficeStatement(
            origin: "xinfang.example.gov.cn/lianxi",
            party: .office,
            officer: OfficerID(fixed: "coordinator"),
            word: word
        )
        let key = try SigningKey(name: statement.keyName, seed: Array(repeating: 5, count: 32))
        return OfficerSignature(at: at, signature: key.sign(statement.text(at: at)).base64)
    }
}
