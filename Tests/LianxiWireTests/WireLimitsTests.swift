import LianxiCore
import Testing

@testable import LianxiWire

@Suite("The bounds fit each other")
struct WireLimitsTests {
    @Test("Everything a daemon may send fits into what a client takes")
    func inbound() {
        let longestItem = FeedItem.headLength + WireLimits.entryBytes.upperBound
        #expect(longestItem <= WireLimits.clientInboundBytes)
        #expect(longestItem <= WireLimits.replyItemBytes)
        #expect(Beat.headLength + WireLimits.noteBytes <= WireLimits.clientInboundBytes)
        #expect(WireLimits.openedBytes * 4 / 3 + 256 * 256 <= WireLimits.clientInboundBytes)
        #expect(WireLimits.shownClocks * 512 <= WireLimits.clientInboundBytes)
        #expect(WireLimits.shownEntries * 128 <= WireLimits.clientInboundBytes)
        #expect(WireLimits.confirmationBytes + 256 * 64 <= WireLimits.clientInboundBytes)
        let rowBytes = 1024
        #expect(WireLimits.rows * rowBytes <= WireLimits.clientInboundBytes)
        let countBytes = 256
        let figureBytes = 192
        let tables = StatisticsTable.allCases.count * countBytes
        let units = WireLimits.nameBytes + 64 + Indicator.ofUnits.count * figureBytes
        #expect(WireLimits.statisticsRows * (tables + units) <= WireLimits.clientInboundBytes)
    }

    @Test("A full batch of ordinary acts, receipts or orders fits into a body")
    func batches() {
        // The longest act text there can be has some 570 bytes, and 13 escapes in JSON.
        #expect(WireLimits.acts * 600 + 1024 <= WireLimits.bodyBytes)
        #expect(WireLimits.receipts * 128 <= WireLimits.bodyBytes)
        #expect(WireLimits.dispatches * 2048 <= WireLimits.bodyBytes)
        #expect(WireLimits.registrations * 2048 <= WireLimits.bodyBytes)
        #expect(WireLimits.payloadBytes * 4 / 3 * 2 <= WireLimits.bodyBytes)
    }

    @Test("A piece of a paper fits into a request and into a reply")
    func pieces() {
        let piece = AttachmentLimits.chunkBytes * 4 / 3 + 4
        let besides = 1024
        #expect(piece + besides + AttachmentLimits.nameBytes <= WireLimits.bodyBytes)
        #expect(piece + besides + AttachmentLimits.nameBytes <= WireLimits.clientInboundBytes)
        #expect(AttachmentLimits.mostBytes <= AttachmentLimits.mostBytesOfMatter)
    }

    @Test("A confirmation of a full batch fits")
    func confirmations() {
        let line = "entry ".utf8.count + 16 + 1 + 44 + 1
        let frame = 512
        #expect(WireLimits.acts * line + frame <= WireLimits.confirmationBytes)
    }

    @Test("A subscriber hears several beats before it takes the feed for dead")
    func times() {
        #expect(WireLimits.beatMilliseconds * 10 <= WireLimits.silenceMilliseconds)
        #expect(WireLimits.askMilliseconds < WireLimits.beatMilliseconds)
        #expect(WireLimits.heartbeatMilliseconds * 3 <= WireLimits.heartbeatTimeoutMilliseconds)
        #expect(WireLimits.replyMilliseconds < WireLimits.silenceMilliseconds)
    }

    @Test("What is held behind a gap is more than one reply brings")
    func held() {
        #expect(WireLimits.heldItems > WireLimits.items)
        #expect(WireLimits.feedQueue > WireLimits.heldItems)
        // libzmq hears that a reply was read from every half of a queue only.
        #expect(WireLimits.openRequestsPerClient < WireLimits.deskQueue / 2)
        #expect(WireLimits.officeQueue < WireLimits.openRequests)
    }
}
