import Foundation
import LianxiCore
import LianxiJSON
import LianxiWire
import Testing

@testable import lianxictl

@Suite("Reports")
struct ReportTests {
    private typealias Cell = ReportDocument.Cell

    /// A reply as the daemon gives it, with a place somebody typed.
    private static func reply(
        place: String = "青山镇",
        audience: String = "office"
    ) throws -> StatisticsReply {
        let unit: JSONValue = [
            "unit": "rsj", "name": "区人社局",
            "figures": [
                ["indicator": "assigned", "numerator": 20],
                [
                    "indicator": "conclusion", "numerator": 17, "denominator": 20, "late": 2,
                    "missed": 1,
                ],
            ],
        ]
        return try StatisticsReply(
            decoding: [
                "name": "测试区联席办", "from": "2026-09-01", "to": "2026-09-30",
                "audience": .string(audience), "at": 1_790_553_600_000,
                "figures": [
                    ["indicator": "pieces", "numerator": 7],
                    ["indicator": "proposals-made", "numerator": 2],
                    [
                        "indicator": "unit-notice", "numerator": 2, "denominator": 3, "late": 1,
                        "missed": 0,
                    ],
                    ["indicator": "duration", "numerator": 25, "denominator": 4],
                    ["indicator": "satisfaction", "numerator": 0, "denominator": 0],
                ],
                "tables": [
                    [
                        "table": "places", "total": 3,
                        "rows": [["key": .string(place), "count": 2, "before": 5]],
                    ],
                    ["table": "channels", "total": 1, "rows": [["key": "visit", "count": 7]]],
                ],
                "units": [unit], "unit-total": 1,
            ] as JSONValue
        )
    }

    private func text(_ kind: ReportKind?, _ language: Language = .zh) throws -> String {
        ReportDocument(try Self.reply(), as: kind, language).text
    }

    @Test("The annual report has the four sections of article 41, in their order")
    func annual() throws {
        let text = try text(.annual)
        let heads = ["一、数据统计", "二、转送", "三、三项建议", "四、其他"]
        let places = try heads.map { try #require(text.range(of: $0)).lowerBound }
        #expect(places == places.sorted())
        #expect(text.contains("2026年信访情况年度报告"))
        #expect(text.contains("三项建议（印发的建议书）") && text.contains("问题成因"))
        #expect(text.contains("仅列前 1 行，共 3 行"))
        #expect(text.contains("实务做法，非法定"))
        #expect(!text.contains("practice"))
        #expect(try self.text(.annual, .en).contains("Annual report on petitions, 2026"))
    }

    @Test("The circular ranks the units, with the colour of each rate beside it")
    func circular() throws {
        let text = try text(.monthly)
        #expect(text.contains("2026年9月信访工作情况通报"))
        let line = try #require(text.split(separator: "\n").first { $0.contains("区人社局") })
        #expect(line.hasPrefix("1 "))
        #expect(line.contains("85.0% (17/20) 黄"))
        #expect(text.contains("来访"))
    }

    @Test(
        "Below 85 per cent is red, 85 to 90 yellow, above 90 green, nothing due no colour",
        arguments: [
            (849, 1000, RateBand.red), (85, 100, .yellow), (90, 100, .yellow),
            (901, 1000, .green), (0, 1, .red), (1, 1, .green), (0, 0, nil),
        ] as [(Int, Int, RateBand?)]
    )
    func bands(numerator: Int, denominator: Int, band: RateBand?) {
        #expect(RateBand(numerator, of: denominator) == band)
    }

    @Test("A rate has one decimal, rounded; a mean is in days; nothing due is a dash")
    func values() throws {
        let reply = try Self.reply()
        #expect(reply[.pieces]?.value == "7")
        #expect(reply[.unitNotice]?.value == "66.7%")
        #expect(reply[.duration]?.value == "6.3")
        #expect(reply[.satisfaction]?.value == "—")
        #expect(reply[.satisfaction]?.pair == "0/0")
    }

    @Test("CSV opens in a spreadsheet: byte-order mark, CRLF, and nothing else ends a line")
    func csv() throws {
        let csv = ReportDocument(try Self.reply(place: "青,\"山\"\n镇"), as: .annual, .zh).csv
        #expect(csv.prefix(3) == [0xef, 0xbb, 0xbf])
        let text = String(decoding: csv.dropFirst(3), as: UTF8.self)
        #expect(text.hasSuffix("\r\n"))
        #expect(text.contains("\r\n\"青,\"\"山\"\"\n镇\",2,5,-3\r\n"))
        #expect(text.contains("信访件次,7,,,,条例第四十一条第一款第（一）项\r\n"))
    }

    @Test(
        "What a spreadsheet would take for a formula gets an apostrophe; our own numbers do not",
        arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]
    )
    func formulas(text: String) {
        #expect(ReportDocument.field(Cell(text)) == "'" + text)
        #expect(ReportDocument.field(Cell("a" + text)) == "a" + text)
        #expect(ReportDocument.field(Cell(-3)) == "-3")
    }

    @Test("HTML needs nothing else, holds no script, and what somebody typed stays text")
    func html() throws {
        let typed = "<script>alert('a&b')</script>\""
        let html = ReportDocument(try Self.reply(place: typed), as: .annual, .zh).html
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
        #expect(html.contains("&lt;script&gt;alert(&#39;a&amp;b&#39;)&lt;/script&gt;&quot;"))
        for word in ["<script", "http:", "https:", "src=", "@import", "url("] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("@page { size: A4;"))
        #expect(html.contains("<td class=\"number yellow\">85.0% (17/20) <small>黄</small></td>"))
        #expect(html.contains("<th scope=\"col\">"))
    }

    @Test("The command names a month, a year, or two days in order, and nothing else")
    func periods() throws {
        func period(_ kind: ReportKind?, _ span: String?, _ from: String?, _ to: String?) throws
            -> String
        {
            let it = try ReportCommand.period(kind, span, from: from, to: to, .en)
            return "\(it.from) \(it.to)"
        }
        #expect(try period(.monthly, "2026-02", nil, nil) == "2026-02-01 2026-02-28")
        #expect(try period(.annual, "2026", nil, nil) == "2026-01-01 2026-12-31")
        #expect(try period(nil, nil, "2026-09-01", "2026-09-15") == "2026-09-01 2026-09-15")
        let wrong: [(ReportKind?, String?, String?, String?)] = [
            (.monthly, nil, nil, nil), (.monthly, "2026", nil, nil), (.monthly, "2026-9", nil, nil),
            (.monthly, "2026-13", nil, nil), (.annual, "2026-09", nil, nil),
            (.annual, "26", nil, nil), (nil, nil, "2026-09-01", nil), (nil, nil, nil, nil),
            (nil, nil, "2026-09-02", "2026-09-01"), (.annual, "2026", "2026-09-01", nil),
        ]
        for (kind, span, from, to) in wrong {
            #expect(throws: Trouble.self) { try period(kind, span, from, to) }
        }
    }

    @Test("The circular is for the member units, every other report for the office")
    func audiences() throws {
        #expect(ReportKind.monthly.audience == .members)
        #expect(ReportKind.annual.audience == .office)
        let members = try Self.reply(audience: "members")
        #expect(ReportDocument(members, as: .monthly, .zh).text.contains("范围：成员单位"))
    }
}
