import LianxiCore

extension StepForm.Member {
    /// The option it is typed with.
    var option: String { self == .marks ? "--mark" : "--\(rawValue)" }
}

extension StepForm {
    /// What is expected of the member, for people.
    func expectation(of member: Member, _ language: Language) -> String {
        guard language == .zh else { return expectation(of: member) }
        guard allows(member) else { return "不填" }
        return switch member {
        case .word: glossed(words) + "之一"
        case .marks: glossed(marks) + " 中的若干，按此顺序"
        case .document, .person: "1 至 \(StepDetails.labelBytes) 字节，不含空白"
        case .until: "不早于 --on 的日期"
        case .on: "日期，如 2026-09-28"
        case .at: "时刻，如 2026-09-28T16:05"
        case .period: "期限，如 15d、5wd"
        case .link: "另一信访事项的编号"
        case .party: "单位的短名"
        case .note: "文字，或者 @文件"
        }
    }

    /// The members, each as its option, in their order.
    func options(_ members: Set<Member>) -> String {
        Member.allCases.filter(members.contains).map(\.option).joined(separator: " ")
    }

    private func glossed(_ words: [String]) -> String {
        words.map { word in
            let chinese = StepWords.say(word, .zh)
            return chinese == word ? word : "\(word)（\(chinese)）"
        }.joined(separator: "、")
    }
}
