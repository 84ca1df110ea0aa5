import ArgumentParser
import LianxiClient
import LianxiCore

/// What an act may say; its form decides what it must and may not.
struct ActMembers: ParsableArguments {
    @Option(
        name: [
            .long, .customLong("to"), .customLong("by"), .customLong("ground"),
            .customLong("result"),
        ],
        help: "One word of the act's list; lianxi-agent act --list shows them."
    )
    var word: String?

    @Option(help: "The day the fact is dated, YYYY-MM-DD; default today.")
    var on: String?

    @Option(name: [.long, .customLong("days")], help: "A length of time, such as 20d, or in days.")
    var period: String?

    @Option(help: "Number of the document (发文字号).")
    var document: String?

    @Option(help: "The officer the act is about.")
    var person: String?

    @Option(help: "Outcomes and means; may be given more than once.")
    var mark: [String] = []

    @Option(
        name: [.long, .customLong("reason")],
        help: "The text, or @FILE. Kept in the sealed dossier, not in the ledger."
    )
    var text: String?

    /// What was typed; the text is read from its file where one is named.
    func typed(_ common: CommonOptions) throws -> TypedSayings {
        var typed = TypedSayings()
        typed.word = word
        typed.on = on
        typed.period = period
        typed.document = document
        typed.person = person
        typed.marks = mark
        typed.text = try text.map(common.text)
        return typed
    }
}

extension ActRunner {
    /// Checks what was typed and has it done; a wrong form is a mistake in usage.
    func perform(
        _ verb: ActVerb,
        on numbers: [String],
        _ members: ActMembers,
        change: (inout TypedSayings) -> Void = { _ in }
    ) async throws {
        var typed = try members.typed(common)
        change(&typed)
        var wishes: [ActWish] = []
        for number in numbers {
            let reference = try common.reference(number)
            do throws(ActMistake) {
                wishes.append(try ActWish(verb: verb, assignment: reference, typed: typed))
            } catch {
                throw AgentTrouble.usage(
                    error.sentence(common.language) + "\n"
                        + common.say("写法：", "Like this: ") + verb.example(on: number)
                )
            }
        }
        try await perform(wishes)
    }
}
