import LianxiWire
import Logging

// While descriptors are nearly used up nobody is let in by ipc, where libzmq 4.3.4 would abort the process.

extension ZeroMQServerTransport {
    var hasLocalDesk: Bool { pairs.values.contains { $0.endpoint.localDesk != nil } }

    /// Closes the local desk when descriptors are short, and opens it again when they are not.
    func watchDescriptors() {
        let now = ContinuousClock.now
        let pause = Duration.milliseconds(settings.descriptorWatch)
        guard now - descriptors.seen >= pause else { return }
        descriptors.seen = now
        let isShort = Descriptors.isShort
        if isShort != descriptors.isShort { tell(isShort) }
        descriptors.isShort = isShort
        for pair in pairs.values where pair.endpoint.localDesk != nil {
            do throws(ZeroMQError) {
                if isShort {
                    if let path = pair.endpoint.localDesk { released.insert(path) }
                    try pair.closeLocalDesk()
                } else if !pair.isLocalDeskOpen {
                    try pair.openLocalDesk(settings, bind: bind)
                    list(desk: pair)
                }
            } catch {
                logger.error(
                    "The local desk could not be opened or closed",
                    metadata: ["party": "\(pair.party)", "error": "\(error)"]
                )
            }
        }
    }

    private func tell(_ isShort: Bool) {
        if isShort {
            logger.error(
                "Descriptors are nearly used up; the local desk is closed until some are free"
            )
        } else {
            logger.notice("Descriptors are free again; the local desk is open")
        }
    }
}
