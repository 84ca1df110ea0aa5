import Foundation
import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("Who is told, and when silence is told of, is data that is checked")
struct NotifySettingsTests {
    static let daemonMistakes = [
        Mistake(
            "daemon/presence-dark-longer-than-leaders.yaml",
            9,
            "presence.leaders-after",
            "120m",
            "more than dark-after"
        ),
        Mistake(
            "daemon/presence-hours-overlapping.yaml",
            8,
            "presence.hours",
            "",
            "in order and apart"
        ),
        Mistake(
            "daemon/presence-hour-that-does-not-exist.yaml",
            8,
            "presence.hours[0]",
            "09:00-24:30",
            "09:00-12:00"
        ),
        Mistake(
            "daemon/presence-also-a-department.yaml",
            8,
            "presence.also[0]",
            "labour",
            "office or leaders"
        ),
        Mistake(
            "daemon/channel-settles-in-days.yaml",
            8,
            "channels.settles-after",
            "2d",
            "90m or 2h"
        ),
    ]

    @Test("lianxid.yaml", arguments: daemonMistakes)
    func daemon(mistake: Mistake) throws {
        try mistake.check(problems { _ = try DaemonSettings.load(Shipped.mistake(mistake.file)) })
    }

    static let agentMistakes = [
        Mistake(
            "agent/relay-by-name.yaml",
            5,
            "notify.relay",
            "mail.example.gov.cn:25",
            "IP address in digits"
        ),
        Mistake(
            "agent/sender-with-a-bracket.yaml",
            4,
            "notify.from",
            "a@b>",
            "a mail address"
        ),
        Mistake(
            "agent/digests-of-a-day.yaml",
            5,
            "notify.digest-seconds",
            "86400",
            "3600"
        ),
    ]

    @Test("agent.yaml", arguments: agentMistakes)
    func agent(mistake: Mistake) throws {
        try mistake.check(problems { _ = try AgentSettings.load(Shipped.mistake(mistake.file)) })
    }

    /// The file as an administrator keeps it: readable by its owner and group only.
    private func kept<Value>(_ file: String, mode: Int = 0o640, _ body: (String) throws -> Value)
        throws -> Value
    {
        let place = FileManager.default.temporaryDirectory
            .appending(path: "lx-contacts-\(UUID().uuidString.prefix(8)).yaml")
        defer { try? FileManager.default.removeItem(at: place) }
        try Data(contentsOf: URL(filePath: file)).write(to: place)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place.path)
        return try body(place.path)
    }

    @Test(
        "contacts.yaml",
        arguments: [
            ("otherwise-without-a-contact", "otherwise", "a post that a contact answers for"),
            ("nobody-meant", "contacts[0].posts", "posts, or a person"),
            ("no-address", "contacts[0].mail", "a mail address"),
        ]
    )
    func contacts(name: String, key: String, expected: String) throws {
        let found = try kept(Shipped.mistake("contacts/\(name).yaml")) { file in
            problems { _ = try ContactBook.load(file) }
        }
        let problem = try #require(found.first { $0.key == key }, "\(found)")
        #expect(problem.expected.english.contains(expected))
    }

    @Test("Contacts that others may read, or write, are refused", arguments: [0o644, 0o660, 0o604])
    func mode(mode: Int) throws {
        let found = try kept(Shipped.config("contacts.yaml"), mode: mode) { file in
            problems { _ = try ContactBook.load(file) }
        }
        #expect(found.first?.expected.english.contains("0640") == true)
    }

    @Test("A person meant goes before the post, the post before whoever is told otherwise")
    func readers() throws {
        let book = try kept(Shipped.config("contacts.yaml")) { try ContactBook.load($0) }
        func mails(_ persons: [OfficerID], _ post: OfficerID?) -> [String] {
            book.readers(persons: persons, post: post).map { String($0.mail.prefix { $0 != "@" }) }
        }
        let chen = OfficerID(fixed: "chen-ming")
        let stranger = OfficerID(fixed: "stranger")
        #expect(mails([chen], OfficerID(fixed: "handler")) == ["chen.ming"])
        #expect(mails([], OfficerID(fixed: "section-head")) == ["chen.ming"])
        #expect(mails([], OfficerID(fixed: "handler")) == ["duty"])
        #expect(mails([], OfficerID(fixed: "convenor")) == ["duty"])
        #expect(mails([], nil) == ["duty"])
        // One of two persons has no address: the post is told as well.
        #expect(mails([chen, stranger], OfficerID(fixed: "handler")) == ["chen.ming", "duty"])
        #expect(mails([stranger], nil) == ["duty"])
    }

    @Test("The shipped files say what their comments say")
    func shipped() throws {
        let watch = try DaemonSettings.load(Shipped.config("lianxid.yaml")).watch
        #expect(watch.presence?.darkAfter == 120)
        #expect(watch.presence?.leadersAfter == 480)
        #expect(watch.presence?.hours.map(\.from) == [540, 840])
        #expect(watch.presence?.also == [])
        #expect(watch.channels == ChannelRule(settlesAfter: 10, leadersAfter: 240))
        let notify = try #require(AgentSettings.load(Shipped.config("agent.yaml")).notify)
        #expect(notify.relay == .init(host: "127.0.0.1", port: 25))
        #expect(notify.contacts == "/var/lib/lianxi-agent/contacts.yaml")
        #expect(notify.digestFrom == 6)
        #expect(notify.texts == nil)
    }
}
