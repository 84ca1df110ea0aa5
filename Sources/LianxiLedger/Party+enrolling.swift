package import LianxiCore
import LianxiJSON

extension Party {
    /// What the officer who enrols it says with his own key: the party, its keys, and the invitation's token.
    ///
    /// Neither the ports nor the entry of the invitation are part of it: the daemon knows them first.
    package func enrolling(token: Digest32) -> OfficeStatement.Word {
        let bare = Party(
            id: id,
            kind: kind,
            name: name,
            curveKeys: curveKeys,
            actKeys: actKeys,
            feedPort: 0,
            handlesReports: handlesReports,
            witnessKey: witnessKey,
            signs: signs
        )
        return .enrols(
            id,
            token: token,
            keys: .sha256(of: DataMembers.encode(bare).canonicalBytes)
        )
    }
}
