import LianxiClient
import LianxiCore
import LianxiJSON

/// The kinds of steps with what each says, for people and for programs.
struct StepList {
    let kinds: [StepKind]

    func table(_ language: Language) -> String {
        var table = Table(
            header: language == .zh
                ? ["步骤", "", "对象", "必填", "可填", "用词"]
                : ["step", "", "about", "required", "optional", "words"]
        )
        for kind in kinds {
            let form = kind.form
            table.add([
                kind.rawValue, kind.words(language),
                kind.concernsAssignment
                    ? language.pick("交办件", "assignment") : language.pick("事项", "matter"),
                form.options(form.required), form.options(form.optional),
                form.words.joined(separator: " "),
            ])
        }
        return table.text
    }

    var json: JSONValue { ["steps": .array(kinds.map(json))] }

    private func json(_ kind: StepKind) -> JSONValue {
        let form = kind.form
        func names(_ members: Set<StepForm.Member>) -> JSONValue {
            .array(
                StepForm.Member.allCases.filter(members.contains).map { .string($0.rawValue) }
            )
        }
        let words = form.words.map { word -> JSONValue in
            [
                "word": .string(word), "chinese": .string(StepWords.say(word, .zh)),
                "english": .string(StepWords.say(word, .en)),
            ]
        }
        return [
            "step": .string(kind.rawValue), "chinese": .string(kind.words(.zh)),
            "english": .string(kind.words(.en)), "assignment": .bool(kind.concernsAssignment),
            "required": names(form.required), "optional": names(form.optional),
            "words": .array(words), "field": .string(form.field),
        ]
    }
}
