import ArgumentParser
import LianxiCore
import LianxiJSON
import LianxiWire
import Testing

@testable import lianxictl

@Suite("Steps on the command line")
struct StepTests {
    @Test(
        "Every step somebody may ask for has exactly one short command; the daemon's own have none"
    )
    func offered() {
        let kinds = Topic.all.flatMap(\.actions).map(\.kind)
        #expect(Set(kinds) == Set(StepKind.allCases.filter { !$0.isConsequence }))
        #expect(kinds.count == Set(kinds).count)
        #expect(Topics.commands.map { $0.configuration.commandName } == Topic.all.map(\.name))
        #expect(OfferedStep(argument: "supervise")?.kind == .supervise)
        for kind in StepKind.allCases where kind.isConsequence {
            #expect(OfferedStep(argument: kind.rawValue) == nil, "\(kind)")
        }
    }

    @Test("An action not of the topic is refused, and so is none where one is needed")
    func actions() {
        #expect(Topic.review.kind("decide") == .decideReview)
        #expect(Topic.review.kind(nil) == nil)
        #expect(Topic.supervise.kind(nil) == .supervise)
        #expect(Topic.supervise.kind("open") == nil)
    }

    private static let mistakes: [(StepWish, String)] = [
        (StepWish(kind: .supervise), "--department"),
        (StepWish(kind: .archive, assignment: "labour"), "--assignment"),
        (
            StepWish(kind: .evaluate, details: StepDetails(word: "delighted")),
            "--word: expected one of satisfied, basically-satisfied, dissatisfied"
        ),
        (StepWish(kind: .evaluate), "--word: expected one of satisfied"),
        (
            StepWish(kind: .archive, details: StepDetails(word: "satisfied")),
            "--word: expected no word"
        ),
        (
            StepWish(kind: .dispose, details: StepDetails(word: "filed")),
            "--note: expected a note"
        ),
        (StepWish(kind: .merge), "--link: expected a matter"),
        (StepWish(kind: .archive, note: "done"), "--note: expected no note"),
        (
            StepWish(kind: .archive, details: StepDetails(document: "青信 1")),
            "--document: expected a document"
        ),
    ]

    @Test("What does not fit the kind is told before anything is sent", arguments: mistakes)
    func unfit(_ wish: StepWish, _ expected: String) throws {
        let english = try #require(wish.mistake(.en))
        #expect(english.hasPrefix(wish.kind.rawValue) && english.contains(expected), "\(english)")
        let chinese = try #require(wish.mistake(.zh))
        #expect(chinese.hasPrefix(wish.kind.words(.zh)), "\(chinese)")
    }

    @Test("In Chinese the words stand with their meaning")
    func chinese() {
        let wish = StepWish(kind: .evaluate, details: StepDetails(word: "delighted"))
        #expect(
            wish.mistake(.zh)
                == "满意度评价（evaluate）：--word 应为：satisfied（满意）、"
                + "basically-satisfied（基本满意）、dissatisfied（不满意）之一"
        )
    }

    @Test("What fits is let through, with its note and link beside the details")
    func sound() throws {
        let words = [
            "--department", "labour", "--word", "delay", "--note", "久拖不决", "--document", "青督〔1〕",
            "--period", "5wd",
        ]
        let wish = try StepOptions.parse(words).wish(for: .supervise)
        #expect(wish.mistake(.en) == nil)
        #expect(wish.assignment == "labour" && wish.note == "久拖不决")
        #expect(wish.details.period == .workingDays(5))
        let merge = try StepOptions.parse(["--link", "信1"]).wish(for: .merge)
        #expect(merge.mistake(.en) == nil && merge.link == "信1")
    }

    @Test("The list has every kind with its members, and every word in Chinese")
    func list() throws {
        let list = StepList(kinds: OfferedStep.all)
        let lines = list.table(.en).split(separator: "\n")
        #expect(lines.count == OfferedStep.all.count + 1)
        let supervise = try #require(lines.first { $0.hasPrefix("supervise ") })
        #expect(supervise.contains("--word --note"))
        #expect(supervise.contains("improper shirking delay"))
        for word in OfferedStep.all.flatMap(\.form.words)
            + ActVerb.allCases.flatMap({ $0.form.words + $0.form.marks })
        {
            #expect(StepWords.say(word, .zh) != word, "\(word) has no Chinese")
        }
        #expect(StepWords.say("not-carried-out", .en) == "not carried out")
    }

    @Test(
        "All transitions stand in the table, with what each refusal says",
        arguments: Language.allCases
    )
    func transitions(_ language: Language) throws {
        let view = TransitionsView()
        let text = view.table(language)
        for it in Transition.all {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(it.name) })
            #expect(line.contains(it.words(language)))
            #expect(line.contains(Citation.words(it.article, language)))
            for refusal in it.refusals { #expect(line.contains(refusal.rawValue)) }
        }
        #expect(text.contains(Refusal.clocksRunning.sentence(in: language)))
        guard case .object(let object) = view.json, case .array(let rows)? = object["transitions"]
        else { throw Trouble.told }
        #expect(rows.count == 48)
    }
}
