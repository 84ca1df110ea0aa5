import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiZeroMQ

extension AgentDirectory {
    /// Refuses keys that are not those the unit asked to enrol.
    ///
    /// A damaged key is a key still, and the daemon would only be silent. Where the request is gone, nothing is compared.
    ///
    /// - Throws: ``AgentTrouble`` with the file's path.
    func checkKeys(party: PartyID) throws {
        guard Files.exists(request.path) else { return }
        let asked = try enrolmentRequest()
        guard asked.party == party else { return }
        guard try curveKeys().publicKey == asked.curveKey else { throw foreign(curveKey.path) }
        for key in asked.actKeys where Files.exists(actKey(of: key.officer).path) {
            let own = try signingKey(officer: key.officer, party: party).1
            guard own.verifier.description == key.verifierKey else {
                throw foreign(actKey(of: key.officer).path)
            }
        }
        guard let witness = asked.witnessKey, let own = try witnessKey(party: party),
            own.verifier.description != witness
        else { return }
        throw foreign(witnessKey.path)
    }

    private func foreign(_ path: String) -> AgentTrouble {
        .configuration(
            language.pick(
                "\(path)：不是 \(request.path) 中申请登记的密钥，已损坏或被替换；请从封存的副本放回",
                "\(path): not the key that \(request.path) asked to enrol, damaged or another's; "
                    + "put it back from the sealed copy"
            )
        )
    }
}
