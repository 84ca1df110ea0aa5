import Foundation
import Logging
import Synchronization
import Testing

@testable import LianxiSystemd

@Suite("The log")
struct LogTests {
    private final class Lines: Sendable {
        let kept = Mutex<[String]>([])
    }

    private func logger(_ form: LogForm, level: Logger.Level = .trace) -> (Logger, Lines) {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in
            StandardErrorLog(level: level, form: form) { line in
                lines.kept.withLock { $0.append(line) }
            }
        }
        return (logger, lines)
    }

    @Test(
        "Under the journal a line begins with its priority",
        arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2])
    )
    func priorities(level: Logger.Level, priority: Int) {
        let (logger, lines) = logger(.journal)
        logger.log(level: level, "recorded", metadata: ["index": "7", "department": "labour"])
        #expect(lines.kept.withLock { $0 } == ["<\(priority)>recorded department=labour index=7"])
    }

    @Test("One event is one line, whatever its facts hold")
    func oneLine() {
        let (logger, lines) = logger(.journal)
        logger.info("a\nb", metadata: ["x": "two words", "y": "say \"no\"\n<0>forged", "z": ""])
        #expect(
            lines.kept.withLock { $0 } == [
                "<6>a\\nb x=\"two words\" y=\"say \\\"no\\\"\\n<0>forged\" z=\"\""
            ]
        )
    }

    @Test("For people a line begins with the hour and the level")
    func readable() throws {
        let (logger, lines) = logger(.readable)
        logger.warning("the disk is nearly full", metadata: ["mebibytes": "80"])
        let line = try #require(lines.kept.withLock { $0.first })
        let pattern =
            #/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} warning the disk is nearly full mebibytes=80/#
        #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
    }

    @Test("Facts of the event go before the logger's own")
    func precedence() {
        var (logger, lines) = logger(.journal, level: .info)
        logger[metadataKey: "party"] = "office"
        logger.info("looked", metadata: ["party": "labour"])
        logger.info("looked")
        logger.debug("not written")
        #expect(
            lines.kept.withLock { $0 } == ["<6>looked party=labour", "<6>looked party=office"]
        )
    }

    @Test("The journal is only taken for granted when it has our own standard error")
    func journalStream() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        var facts = stat()
        try #require(fstat(descriptor, &facts) == 0)
        let stream = "\(facts.st_dev):\(facts.st_ino)"
        #expect(StandardErrorLog.isJournal(stream, descriptor: descriptor))
        #expect(!StandardErrorLog.isJournal("\(facts.st_dev):1", descriptor: descriptor))
        #expect(!StandardErrorLog.isJournal(nil, descriptor: descriptor))
    }
}
