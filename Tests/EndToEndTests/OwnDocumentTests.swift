import Foundation
import LianxiCore
import Testing

/// A document of no matter, with the real programs: from its draft to the audit of what it left.
@Suite("A document of no matter", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct OwnDocumentTests {
    private let conference: Conference

    init() throws {
        let config = Programs.checkout.appending(path: "config")
        let forms = config.appending(path: "forms/forms.yaml").path
        conference = try Conference(changes: ["forms": forms])
    }

    private func found() throws {
        try conference.initialise()
        try conference.start()
        for unit in ["housing", "labour"] {
            try conference.enrol(unit, name: "\(unit)局", officer: "zhang")
        }
        for number in ["信1", "信2"] {
            try conference.officeJSON(Conference.registering(number))
        }
    }

    @Test("It is drafted, issued with a copy, signed for, answered, examined, found and audited")
    func whole() async throws {
        try await offPool {
            try found()
            let drafted = try conference.officeJSON([
                "document", "draft", "--kind", "improvement", "--to", "housing", "--copy", "labour",
                "--reference", "信1", "--reference", "信2", "--period", "30d", "--body", "请改进。",
            ])
            let id = try #require(drafted["document"] as? String)
            // What the officer has read is what is issued, and nothing else.
            let draft = conference.folder.appending(path: "draft.html").path
            let print = ["document", "print", id, "--part", "draft", "--out", draft]
            #expect(try conference.office(print).code == 0)
            let other = try conference.office(
                ["document", "issue", id, "--read", conference.configuration]
            )
            #expect(other.code == 1 && other.errors.contains("content-wrong"), "\(other.errors)")
            let issued = try conference.officeJSON(["document", "issue", id, "--read", draft])
            let number = try #require(issued["number"] as? String)
            #expect(number.hasPrefix("示信建〔") && number.hasSuffix("〕1号"))
            let listed = try conference.office(["document", "list", "--matter", "信2"])
            #expect(listed.output.contains(number), "\(listed.output)\(listed.errors)")
            let shown = try conference.office(["document", "show", number]).output
            #expect(shown.contains("of no matter") && shown.contains("labour"))
            let page = try conference.office(["document", "print", number]).output
            #expect(page.contains("请改进。"))

            // The first item of either unit's feed tells it of the document.
            try conference.agent("housing", ["sign-document", "1"])
            try conference.agent(
                "housing",
                ["answer-document", "1", "--result", "adopted", "--text", "已改进"]
            )
            #expect(try conference.agent("labour", ["document", number]).output.contains("请改进。"))
            #expect(try conference.tryAgent("labour", ["sign-document", "1"]).code != 0)
            try conference.officeJSON(["document", "accept", number])
            let row = try conference.officeJSON(["document", "show", number])
            #expect(row["state"] as? String == "examined" && row["due"] == nil)
            _ = try conference.verifiedExport()
        }
    }
}
