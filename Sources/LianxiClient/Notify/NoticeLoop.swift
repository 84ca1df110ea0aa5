package import LianxiCore
import LianxiJSON
import LianxiLedger
import Logging

/// Where a notice may go.
package struct NoticeReader: Hashable, Sendable {
    package let address: String
    package let language: Language

    package init(address: String, language: Language) {
        self.address = address
        self.language = language
    }
}

/// Takes mails to where they go.
package protocol MailSender: Sendable {
    /// Returns when the mail is in another's charge.
    func send(_ mail: Mail) async throws(MailFailure)
}

/// What the notifier is told once.
package struct NoticeConfiguration: Sendable {
    package let party: PartyID
    package let origin: String
    /// The sender's address.
    package let from: String
    /// Whom facts are to be told.
    package let readers: @Sendable (NoticeFacts) -> [NoticeReader]
    /// The daemon's hour, by which items are old or new; `nil` until it was heard.
    package let hour: @Sendable () -> Timestamp?
    /// What people are told.
    package var texts = NoticeTexts.standard
    /// So many notices for one address at a time go as one mail.
    package var digestFrom = 6
    /// The most of a digest that are told in full; the others are counted.
    package var digestMost = 100
    /// What need not go alone waits for the end of a stretch of so many milliseconds, with all that comes
    /// until then; 0 for no wait.
    package var digestWindow: Int64 = 0
    /// Waits between attempts in milliseconds: the first and the longest.
    package var waits = (first: 30_000, longest: 1_800_000)

    package init(
        party: PartyID,
        origin: String,
        from: String,
        readers: @escaping @Sendable (NoticeFacts) -> [NoticeReader],
        hour: @escaping @Sendable () -> Timestamp?
    ) {
        self.party = party
        self.origin = origin
        self.from = from
        self.readers = readers
        self.hour = hour
    }

    /// The longest any notice waits, in milliseconds.
    fileprivate var longestWait: Int64 { max(digestWindow, Int64(waits.longest)) }
}

/// Tells people by mail of what arrives: at least once, across crashes, with a stable Message-ID.
///
/// Works from what the inbox keeps, so that nothing is told that is not on disk, and what is on disk is
/// told, however often the notifier dies on the way.
package struct NoticeLoop: Sendable {
    /// How often a quiet inbox is looked at, in milliseconds.
    static let idle = 500
    /// The most notices for one address that are looked at in one round, and so the most of a digest.
    static let mostDue = 4096
    let configuration: NoticeConfiguration
    let store: any NoticeStore
    private let sender: any MailSender
    private let board: ChannelBoard
    let surroundings: Surroundings

    package init(
        configuration: NoticeConfiguration,
        store: any NoticeStore,
        sender: any MailSender,
        board: ChannelBoard,
        surroundings: Surroundings
    ) {
        self.configuration = configuration
        self.store = store
        self.sender = sender
        self.board = board
        self.surroundings = surroundings
    }

    /// Runs until cancelled.
    package func run() async throws {
        var relay = Backoff(first: configuration.waits.first, longest: configuration.waits.longest)
        while !Task.isCancelled {
            try await plan()
            switch try await deliverDue() {
            case .nothing: try await surroundings.sleep(Self.idle)
            case .taken: relay.reset()
            case .noRelay:
                // Whoever waits for the relay waits together; meanwhile nothing is attempted.
                try await surroundings.sleep(relay.next(random: surroundings.random()))
            }
        }
    }

    /// What came of a round.
    package enum Round: Hashable, Sendable {
        case nothing, taken, noRelay
    }

    /// Sends what is due for one address.
    package func deliverDue() async throws -> Round {
        let now = surroundings.now()
        let due = try await store.dueNotices(
            at: now,
            horizon: now.adding(milliseconds: configuration.longestWait),
            limit: Self.mostDue
        )
        guard let address = due.first?.notice.address else { return .nothing }
        var mails: [[DueNotice]] = due.filter { $0.digest == nil && $0.notice.isAlone }.map { [$0] }
        let digests = due.filter { $0.digest != nil }
        for first in Set(digests.compactMap(\.digest)).sorted() {
            mails.append(digests.filter { $0.digest == first })
        }
        let loose = due.filter { $0.digest == nil && !$0.notice.isAlone }
        if loose.count >= configuration.digestFrom {
            // Kept before it is sent, so that a repeat is the same mail under the same name.
            try await store.group(loose.map(\.notice.number), of: address)
            mails.append(loose)
        } else {
            mails += loose.map { [$0] }
        }
        for notices in mails {
            try Task.checkCancellation()
            if try await !attempt(notices, address) { return .noRelay }
        }
        return .taken
    }

    /// One mail; `false` when the relay is not there.
    private func attempt(_ notices: [DueNotice], _ address: String) async throws -> Bool {
        let numbers = notices.map(\.notice.number)
        do {
            let names = try await store.names()
            try await sender.send(mail(notices, to: address, names))
            board.worked(.mail, at: surroundings.now())
            try await store.note(numbers, of: address, .done)
            return true
        } catch let failure as MailFailure {
            surroundings.log.warning(
                "a mail was not taken",
                metadata: ["numbers": "\(numbers.prefix(8))", "reason": "\(failure.reason)"]
            )
            if failure.kind == .refused {
                board.worked(.mail, at: surroundings.now())
                try await store.note(numbers, of: address, .givenUp(reason: failure.reason))
                return true
            }
            board.failed(.mail, at: surroundings.now())
            let wait = Backoff.wait(
                after: notices.map(\.attempts).max() ?? 0,
                first: configuration.waits.first,
                longest: configuration.waits.longest,
                random: surroundings.random()
            )
            let again = surroundings.now().adding(milliseconds: Int64(wait))
            try await store.note(numbers, of: address, .again(at: again, reason: failure.reason))
            return failure.kind == .again
        }
    }

    private func mail(_ notices: [DueNotice], to address: String, _ names: [PartyName]) -> Mail {
        let language = notices.first?.notice.language ?? .zh
        let names = names.words(language)
        let facts = notices.compactMap { NoticeFacts($0.item, of: configuration.party) }
        let texts = configuration.texts
        let digest = texts[.digest, language]
        let untold = facts.count - configuration.digestMost
        let counts: [NoticeMember: String] = [.count: "\(facts.count)", .more: "\(max(0, untold))"]
        let subject =
            facts.count == 1
            ? facts.first?.subject(texts, language, names) ?? ""
            : NoticeTemplate.fill(digest.subject, counts)
        let bodies =
            facts.prefix(configuration.digestMost).map { $0.body(texts, language, names) }
            + (untold > 0 ? [NoticeTemplate.fill(digest.body, counts)] : [])
            + [texts.closing(language)]
        return Mail(
            from: configuration.from,
            to: address,
            subject: language.pick("【联席】", "[Lianxi] ") + subject,
            body: bodies.joined(separator: "\n\n") + "\n",
            id: Self.mailID(
                of: notices.map(\.item.index),
                to: address,
                origin: configuration.origin
            ),
            date: surroundings.now()
        )
    }

    /// What a mail is called: by its entries, in their order, and its address.
    package static func mailID(of entries: [UInt64], to address: String, origin: String) -> String {
        let host = origin.split(separator: "/").first.map(String.init) ?? "localhost"
        let names = entries.map { "\($0)" }.joined(separator: " ")
        let mark = Digest32.sha256(of: Array("\(names) \(address)".utf8)).description.prefix(24)
        return "\(entries.first ?? 0).\(mark)@\(host)"
    }
}
