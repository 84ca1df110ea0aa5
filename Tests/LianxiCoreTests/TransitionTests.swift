import LianxiCore
import Testing

@Suite("The 48 transitions")
struct TransitionTests {
    @Test("They are numbered from 1 to 48, each with its words")
    func numbered() {
        #expect(Transition.all.map(\.number) == Array(1...48))
        for transition in Transition.all {
            #expect(!transition.chinese.isEmpty && !transition.english.isEmpty)
            #expect(transition.basis != .statute || transition.article.hasPrefix("art"))
            #expect(!transition.ways.isEmpty)
        }
    }

    @Test("Every act and every step stands in one of them")
    func complete() {
        let ways = Set(Transition.all.flatMap(\.ways))
        // What is said of a document, or to the conference, moves no matter.
        for verb in ActVerb.allCases where !verb.isOfConference && !verb.concernsDocument {
            #expect(ways.contains(.act(verb)), "\(verb)")
        }
        let correcting: Set<StepKind> = [
            .reclassify, .notifyPetitioner, .attend, .snooze, .hold, .resume, .stopReminders,
            .escalate,
        ]
        for kind in StepKind.allCases where !correcting.contains(kind) {
            #expect(ways.contains(.step(kind)), "\(kind)")
        }
    }
}
