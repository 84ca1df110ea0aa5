import Foundation
import Testing

/// People are told, by real programs over real sockets; the relay is the test's own.
@Suite("The notifier", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct NotifierTests {
    private func register(_ number: String) -> [String] {
        [
            "register", "--number", number, "--channel", "visit", "--class", "claim-6",
            "--purpose", "claim", "--subject", "construction", "--place", "青禾镇",
            "--petitioner", "甲某", "--yes",
        ]
    }

    /// A matter handed to the department.
    private func dispatch(_ number: String, in conference: Conference) throws {
        try conference.officeJSON(register(number))
        try conference.officeJSON(["dispatch", number, "--lead", "housing", "--forwarded"])
    }

    /// A department whose agent writes mail to the relay and runs a hook.
    private func conference(relay: Int, digest: String = "digest-seconds: 0") throws -> Conference {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        try conference.enrol("housing", name: "测试住建局", officer: "zhang")
        let folder = URL(filePath: conference.place("housing"))
        let settings = """
            party: housing
            officer: zhang
            hook:
              command: [/bin/sh, -c, 'cd "$LIANXI_DIRECTORY"; code=$(cat exit-code); cat >> hook.jsonl; echo >> hook.jsonl; exit $code']
            notify:
              from: lianxi@test.example
              relay: 127.0.0.1:\(relay)
              retry-seconds: 1
              \(digest)

            """
        try Data(settings.utf8).write(to: folder.appending(path: "agent.yaml"))
        try Data("65".utf8).write(to: folder.appending(path: "exit-code"))
        try conference.writeContacts(to: folder, mail: "duty@test.example")
        return conference
    }

    /// How the department's channel stands, as the office sees it; `nil` when it was not reported.
    private func isWorking(_ channel: String, in conference: Conference) throws -> Bool? {
        let status = try conference.officeJSON(["status"])
        let rows = status["channels"] as? [[String: Any]] ?? []
        return rows.first { $0["channel"] as? String == channel }?["working"] as? Bool
    }

    @Test(
        "A mail for each new matter, the same again after a kill -9, and none lost while the relay is away"
    )
    func mail() throws {
        var relay = try FakeRelay()
        let conference = try conference(relay: relay.port)
        try conference.startAgent("housing")
        try dispatch("信1", in: conference)
        try eventually("the first mail") { relay.mails.count == 1 }
        #expect(relay.mails[0].header("To") == "<duty@test.example>")
        #expect(relay.mails[0].header("Subject") == "【联席】新转送件（主办）")
        #expect(relay.mails[0].mailBody.hasPrefix("测试住建局 收到新转送的信访事项"))
        for word in ["甲某", "青禾镇", "信1", "construction"] {
            #expect(!relay.mails[0].mailBody.contains(word))
        }

        // Taken, and killed before it knew: the same mail comes again, under the same name.
        relay.mute(true)
        try dispatch("信2", in: conference)
        try eventually("the second mail") { relay.mails.count == 2 }
        conference.killAgent("housing")
        relay.mute(false)
        try conference.startAgent("housing")
        try eventually("the second mail again") { relay.mails.count == 3 }
        #expect(relay.mails[1].header("Message-ID") == relay.mails[2].header("Message-ID"))
        #expect(relay.mails[0].header("Message-ID") != relay.mails[1].header("Message-ID"))
        #expect(relay.mails[1].mailBody == relay.mails[2].mailBody)

        // Pub/sub drops silently; this does not. And the office sees that the channel fails.
        let port = relay.port
        relay.close()
        try dispatch("信3", in: conference)
        try eventually("the office sees the channel fail") {
            try isWorking("mail", in: conference) == false
        }
        relay = try FakeRelay(port: port)
        try eventually("the third mail") { relay.mails.count == 1 }
        #expect(relay.mails[0].mailBody.contains("收件 3，"))
        try eventually("the office sees it work again") {
            try isWorking("mail", in: conference) == true
        }
        relay.close()
    }

    @Test("A hook that says never again is not called again; one that fails is")
    func hook() throws {
        let relay = try FakeRelay()
        let conference = try conference(relay: relay.port)
        let folder = URL(filePath: conference.place("housing"))
        let calls = folder.appending(path: "hook.jsonl")
        func called() -> [String] {
            ((try? String(contentsOf: calls, encoding: .utf8)) ?? "").split(separator: "\n")
                .map(String.init)
        }
        try conference.startAgent("housing")
        try dispatch("信1", in: conference)
        try eventually("the hook is called") { called().count == 1 }
        try Data("1".utf8).write(to: folder.appending(path: "exit-code"))
        try dispatch("信2", in: conference)
        try eventually("the hook is called again") { called().count >= 3 }
        try Data("0".utf8).write(to: folder.appending(path: "exit-code"))
        try dispatch("信3", in: conference)
        try eventually("the hook has the third") {
            called().contains { $0.contains("\"number\":3") }
        }
        try eventually("the hook works") { try isWorking("hook", in: conference) == true }
        #expect(
            called().count { $0.contains("\"number\":1") && !$0.contains("\"number\":10") } == 1
        )
        #expect(called().count { $0.contains("\"number\":2") } >= 2)
        relay.close()
    }

    @Test("The office's own notifier follows the office's feed with the office's key")
    func office() throws {
        let relay = try FakeRelay()
        let conference = try conference(relay: relay.port)
        let folder = URL(filePath: conference.place("office-notifier"))
        let files = FileManager.default
        try files.createDirectory(
            at: folder.appending(path: "keys"),
            withIntermediateDirectories: true
        )
        let keys = conference.data.appending(path: "keys/office")
        try files.copyItem(
            at: keys.appending(path: "enrolment.json"),
            to: folder.appending(path: "enrolment.json")
        )
        try files.copyItem(
            at: keys.appending(path: "curve.key"),
            to: folder.appending(path: "keys/curve.key")
        )
        let settings = """
            party: office
            officer: coordinator
            notify:
              from: lianxi@test.example
              relay: 127.0.0.1:\(relay.port)
              contacts: ../housing/contacts.yaml

            """
        try Data(settings.utf8).write(to: folder.appending(path: "agent.yaml"))
        try conference.startAgent("office-notifier")
        try eventually("the office's channels are shown") {
            try isWorking("mail", in: conference) == true
        }
        relay.close()
    }

    @Test("A member hears of a meeting, and of its change, in the words the office wrote")
    func meeting() throws {
        let relay = try FakeRelay()
        let conference = try conference(relay: relay.port)
        let folder = URL(filePath: conference.place("housing"))
        let shipped = Programs.checkout.appending(path: "config/notices.yaml")
        let texts = try String(contentsOf: shipped, encoding: .utf8)
            .replacing("会议通知：{what}，{when}{late}", with: "开会：{what} {when}")
        try Data(texts.utf8).write(to: folder.appending(path: "notices.yaml"))
        let place = folder.appending(path: "agent.yaml")
        let settings = try String(contentsOf: place, encoding: .utf8) + "  texts: notices.yaml\n"
        try Data(settings.utf8).write(to: place)
        try conference.startAgent("housing")
        let call = [
            "meeting", "call", "--kind", "working", "--number", "第3次", "--at",
            "2030-12-10T09:00", "--place", "三楼", "--presiding", "王区长",
        ]
        try conference.officeJSON(call)
        try conference.officeJSON(["meeting", "notify", "第3次"])
        try eventually("the notice") { relay.mails.count == 1 }
        #expect(relay.mails[0].header("Subject") == "【联席】开会：工作会议 2030-12-10 09:00:00")
        try conference.officeJSON([
            "meeting", "postpone", "第3次", "--at", "2030-12-12T14:00", "--reason", "甲某",
        ])
        try eventually("the change") { relay.mails.count == 2 }
        #expect(relay.mails[1].header("Subject") == "【联席】会议变更：延期召开")
        #expect(relay.mails[1].mailBody.contains("2030-12-12 14:00"))
        #expect(!relay.mails[1].mailBody.contains("甲某"))
        relay.close()

        // A text with a place nobody knows stops the notifier before it tells anybody.
        conference.killAgent("housing")
        let broken = texts.replacing("开会：{what}", with: "开会：{petitioner}")
        try Data(broken.utf8).write(to: folder.appending(path: "notices.yaml"))
        let ended = try run(
            "lianxi-agent",
            ["run", "--directory", folder.path, "--lang", "en"]
        )
        #expect(ended.code == 78)
        #expect(ended.errors.contains("meeting-notice.zh.subject"))
    }

    /// The numbers of the items a mail tells.
    private func items(_ mail: String) -> [Int] {
        mail.mailBody.matches(of: #/收件 (\d+)，/#).compactMap { Int($0.1) }
    }

    @Test(
        "A storm goes in few mails, each notice once; what is statutory or urgent goes in one of its own"
    )
    func storm() throws {
        let relay = try FakeRelay()
        let conference = try conference(
            relay: relay.port,
            digest: "digest-seconds: 20\n  digest-from: 2"
        )
        try conference.startAgent("housing")
        let file = conference.folder.appending(path: "register.csv")
        let rows = (1...24).map {
            "信\($0),2026-09-14,来信,申诉求决（六）,求决,城乡建设,青禾镇,1,否,甲某\($0),0001,某路\($0)号,"
                + "路灯不亮。,测试住建局,,交办,30日\n"
        }
        let header =
            "编号,收到日期,渠道,类别,目的,内容分类,问题属地,人数,紧急,姓名,联系电话,地址,诉求,主办单位,协办单位,办理方式,办理期限\n"
        try Data((header + rows.joined()).utf8).write(to: file)
        try conference.officeJSON(["import", file.path, "--dispatch"])
        try conference.officeJSON(register("急1") + ["--urgent"])
        try conference.officeJSON(["dispatch", "急1", "--lead", "housing", "--forwarded"])
        try conference.officeJSON([
            "supervise", "信1", "--department", "housing", "--word", "delay", "--note", "限期答复",
        ])
        try eventually(within: 120, "all are told") {
            relay.mails.flatMap(items).count >= 26
        }
        #expect(relay.mails.flatMap(items).sorted() == Array(1...26))
        let alone = relay.mails.filter { items($0) == [25] || items($0) == [26] }
        #expect(
            Set(alone.map { $0.header("Subject") })
                == ["【联席】新转送件（主办）（紧急）", "【联席】联席办：督办"]
        )
        let digests = relay.mails.filter { $0.header("Subject").contains("待办提示") }
        #expect(!digests.isEmpty && relay.mails.count <= 8, "\(relay.mails.map(items))")
        for mail in digests { #expect(!items(mail).contains(25) && !items(mail).contains(26)) }
        relay.close()
    }
}
