import Foundation
import LianxiClient
import LianxiLedger
import LianxiServer
import LianxiZeroMQ

extension Installation {
    /// Compares the daemon's keys with what the office's enrolment says of them.
    ///
    /// A key with one digit changed is a key still, and nobody who was enrolled could speak to the daemon or trust its word.
    /// Where the office's folder is kept elsewhere, there is nothing to compare with.
    ///
    /// - Throws: ``KeyTrouble`` that names both files.
    func checkKeys(_ curve: CurveKeys, of parts: ServerParts) throws {
        let file = keys.folder.appending(path: "office/enrolment.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        let known: Enrolment
        do {
            known = try Enrolment(parsing: Data(contentsOf: file))
        } catch {
            throw KeyTrouble(file.path) { _ in "\(error)" }
        }
        for (name, own, said) in [
            ("curve.key", curve.publicKey, known.serverKey),
            ("log.key", "\(parts.logKey.verifier)", known.logKey),
            ("confirmation.key", "\(parts.confirmationKey.verifier)", known.confirmationKey),
        ] where own != said {
            throw KeyTrouble(
                "\(name) 与 \(file.path) 不符：其中之一已损坏，或属于另一安装",
                "\(name) does not belong to \(file.path): one of the two is damaged, or another installation's"
            )
        }
    }
}
