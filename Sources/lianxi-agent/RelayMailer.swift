import Dispatch
import Foundation
import LianxiClient
import LianxiSettings

/// Hands mails to the relay, one connection for each, on a thread that may wait.
struct RelayMailer: MailSender {
    let relay: NotifySettings.RelayAddress
    let timeoutSeconds: Int
    /// What we call ourselves: the sender's domain.
    let name: String

    private static let queue = DispatchQueue(label: "lianxi-agent.mail")

    func send(_ mail: Mail) async throws(MailFailure) {
        let outcome = await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: exchange(mail)) }
        }
        try outcome.get()
    }

    private func exchange(_ mail: Mail) -> Result<Void, MailFailure> {
        do throws(MailFailure) {
            let connection = try RelayConnection(to: relay, timeoutSeconds: timeoutSeconds)
            var dialogue = MailDialogue(connection, name: name)
            try dialogue.send(mail)
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}
