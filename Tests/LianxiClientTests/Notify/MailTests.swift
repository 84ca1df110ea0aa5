import Foundation
import LianxiClient
import LianxiCore
import Testing

@Suite("A mail is handed to the relay as RFC 5321 asks")
struct MailTests {
    /// A relay that answers line by line, and keeps what was said to it.
    private struct Script: MailConnection {
        final class Heard: @unchecked Sendable {
            var bytes: [UInt8] = []
        }

        let heard = Heard()
        var answers: [String]

        mutating func send(_ bytes: [UInt8]) throws(MailFailure) { heard.bytes += bytes }

        mutating func readLine() throws(MailFailure) -> String {
            guard !answers.isEmpty else { throw MailFailure(.relay, "closed") }
            return answers.removeFirst()
        }
    }

    private let mail = Mail(
        from: "lianxi@test.example",
        to: "duty@test.example",
        subject: "【联席】催办：书面告知信访人 D09，法定期限 2026-10-08（补发），请即办理并在收件箱中签收",
        body: ".第一行以点开头\n第二行\n",
        id: "112.abc@test.example",
        date: Timestamp(seconds: 1_790_582_709)
    )
    private let good = [
        "220 relay", "250-relay", "250 SIZE", "250 ok", "250 ok", "354 go", "250 queued",
    ]

    private func outcome(_ answers: [String]) -> (failure: MailFailure?, heard: String) {
        let script = Script(answers: answers)
        var dialogue = MailDialogue(script, name: "test.example")
        var failure: MailFailure?
        do throws(MailFailure) { try dialogue.send(mail) } catch { failure = error }
        return (failure, String(decoding: script.heard.bytes, as: UTF8.self))
    }

    @Test("The whole exchange")
    func exchange() {
        let (failure, heard) = outcome(good)
        #expect(failure == nil)
        let lines = heard.components(separatedBy: "\r\n")
        #expect(
            lines.prefix(4) == [
                "EHLO test.example", "MAIL FROM:<lianxi@test.example>",
                "RCPT TO:<duty@test.example>", "DATA",
            ]
        )
        #expect(Array(lines.suffix(3)) == [".", "QUIT", ""])
    }

    @Test("Headers are ASCII, the subject is encoded words, and the body is base64 of the text")
    func message() throws {
        let text = String(decoding: mail.bytes, as: UTF8.self)
        #expect(mail.bytes.allSatisfy { $0 < 0x80 })
        let parts = text.components(separatedBy: "\r\n\r\n")
        #expect(parts.count == 2)
        #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
        #expect(parts[0].contains("Message-ID: <112.abc@test.example>"))
        #expect(parts[0].contains("Date: Mon, 28 Sep 2026 16:05:09 +0800"))
        let words = parts[0].matches(of: #/=\?utf-8\?B\?([^?]*)\?=/#)
        #expect(words.count > 1)
        // Each word holds whole characters, so each is readable by itself.
        let subject = try words.map { word in
            try #require(
                Data(base64Encoded: String(word.1)).flatMap { String(bytes: $0, encoding: .utf8) }
            )
        }
        #expect(subject.joined() == mail.subject)
        let body = parts[1].replacing("\r\n", with: "")
        #expect(Data(base64Encoded: body) == Data(mail.body.utf8))
    }

    @Test("A line that begins with a dot is stuffed")
    func stuffed() {
        let bytes = MailDialogue<Script>.stuffed(Array(".a\r\nb.\r\n..\r\n".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "..a\r\nb.\r\n...\r\n")
    }

    @Test(
        "Each refusal is told apart: wait for the relay, try this mail again, or give it up",
        arguments: [
            (["554 no"], MailFailure.Kind.relay), (["SSH-2.0-x"], .relay), ([], .relay),
            (["220 r", "502 no"], .relay), (["220 r", "250 ok", "530 log in first"], .relay),
            (["220 r", "250 ok", "451 later"], .relay),
            (["220 r", "250 ok", "250 ok", "450 busy"], .again),
            (["220 r", "250 ok", "250 ok", "550-no", "550 such user"], .refused),
            (["220 r", "250 ok", "250 ok", "250 ok", "451 disk"], .relay),
            (["220 r", "250 ok", "250 ok", "250 ok", "354 go", "452 disk"], .again),
            (["220 r", "250 ok", "250 ok", "250 ok", "354 go", "554 spam"], .refused),
            (["220 r", "250 ok", "250 ok", "250 ok", "354 go"], .relay),
            (Array(repeating: "220-more", count: 100), .relay),
        ] as [([String], MailFailure.Kind)]
    )
    func refusals(answers: [String], kind: MailFailure.Kind) {
        #expect(outcome(answers).failure?.kind == kind)
    }
}
