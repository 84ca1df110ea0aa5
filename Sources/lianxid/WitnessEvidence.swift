import Foundation
import LianxiCore
import LianxiServer
import Logging

/// Lays down what a witness said against us, each claim in a folder of its own.
struct WitnessEvidence {
    let folder: URL
    let logger: Logger

    func keep(_ claim: WitnessClaim) {
        let place = folder.appending(path: "witness-ahead-\(claim.witness)-\(claim.size)")
        let reason = """
            The witness \(claim.witness) at \(claim.address) says that it keeps \(claim.size) entries of this log.
            This daemon never signed that. Heard at \(claim.at.wallText).
            checkpoint is our newest then; answer is what the witness said, and says nothing without its own store.
            Its key: \(claim.key)

            """
        logger.critical(
            "a witness keeps what this daemon never signed: this may be an old copy, or the key is stolen",
            metadata: ["witness": "\(claim.witness)", "evidence": "\(place.path)"]
        )
        guard !FileManager.default.fileExists(atPath: place.path) else { return }
        do {
            try FileManager.default.createDirectory(
                at: place,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            try Data(claim.note).write(to: place.appending(path: "checkpoint"))
            try Data(claim.answer).write(to: place.appending(path: "answer"))
            try Data(reason.utf8).write(to: place.appending(path: "reason.txt"))
        } catch {
            logger.critical("evidence could not be kept", metadata: ["reason": "\(error)"])
        }
    }
}
