import LianxiClient
import LianxiCore
import Synchronization

/// The relay that a department's mails are handed to; it outlives every run of the agent.
///
/// It is slow; now and then it is not there, puts a mail off, or takes one and is not heard to.
final class MailRelay: MailSender {
    /// Nobody is there, and the relay says so.
    private static let gone = "gone@unit.example"

    private let party: PartyID
    private let world: World
    private let lot: Lot
    private let taken = Mutex<Set<String>>([])
    /// What need not go alone waits for the end of a stretch of so many milliseconds.
    private let window: Int64
    /// So many for one address go as one mail.
    private let digestFrom: Int

    init(of party: PartyID, in world: World) {
        self.party = party
        self.world = world
        let lot = world.lot("relay of \(party)")
        self.lot = lot
        window = lot.happens(500) ? Int64(lot.pick(1000...20_000)) : 0
        digestFrom = lot.pick(2...6)
    }

    func configuration(_ hour: DaemonHour) -> NoticeConfiguration {
        var configuration = NoticeConfiguration(
            party: party,
            origin: ConferenceKeys.origin,
            from: "lianxi@unit.example",
            readers: Self.readers,
            hour: { hour.now }
        )
        configuration.waits = (first: 500, longest: 5000)
        configuration.digestWindow = window
        configuration.digestFrom = digestFrom
        return configuration
    }

    func send(_ mail: Mail) async throws(MailFailure) {
        try mayFail(.relay)
        try mayFail(.again)
        await world.timeline.stay(lot.pick(1...200))
        guard mail.to != Self.gone else { throw MailFailure(.refused, "550 no such user") }
        taken.withLock { _ = $0.insert(mail.id) }
        try mayFail(.relay)
    }

    /// What the inbox promises people and they were not sent; `nil` when they have all.
    func lacks(of image: InboxImage) -> String? {
        guard let since = image.notices.since else {
            return image.items.isEmpty ? nil : "nobody is told of anything"
        }
        let first = since.adding(milliseconds: -86_400_000)
        let taken = taken.withLock { $0 }
        for item in image.items {
            guard let facts = NoticeFacts(item, of: party), facts.at >= first else { continue }
            for address in Self.readers(facts).map(\.address) {
                guard let kept = image.notices[item.number, address], kept.state != .pending else {
                    return "\(address) is not told of item \(item.number)"
                }
                let told = image.notices.kept.filter { other in
                    other.notice.address == address
                        && (other.notice.number == item.number
                            || kept.digest != nil && other.digest == kept.digest)
                }
                let mail = NoticeLoop.mailID(
                    of: told.map { image.items[Int($0.notice.number) - 1].index }.sorted(),
                    to: address,
                    origin: ConferenceKeys.origin
                )
                if (kept.state == .done) != taken.contains(mail) {
                    return "\(address) was not sent what is noted of item \(item.number)"
                }
            }
        }
        return nil
    }

    /// Whoever is on duty; of what climbs also somebody who is not there any more.
    private static let readers: @Sendable (NoticeFacts) -> [NoticeReader] = { facts in
        let onDuty = NoticeReader(address: "duty@unit.example", language: .zh)
        guard facts.post != nil else { return [onDuty] }
        return [onDuty, NoticeReader(address: gone, language: .en)]
    }

    private func mayFail(_ kind: MailFailure.Kind) throws(MailFailure) {
        guard world.disk.strikes(world.faults.mailFailed, by: lot) else { return }
        world.count.happened(.mailFailed)
        throw MailFailure(kind, kind == .again ? "451 later" : "no route to host")
    }
}
