extension PolicyFinding {
    /// What a person reads: which chain and step, whom it should tell, from what hour on, and what is missing.
    ///
    /// - Parameters:
    ///   - policy: The policy looked at, where it is known here; its chain tells the step's number.
    ///   - language: Whose words.
    /// - Returns: One line without its end.
    package func sentence(of policy: EscalationPolicy?, _ language: Language) -> String {
        let last = policy?.chains.first { $0.duty == duty }?.steps.last?.number
        let step = last.map { language.pick(" 第 \($0) 步", ", step \($0)") } ?? ""
        let chain = "\(duty)\(step)" + (department.map { " (\($0))" } ?? "")
        let told = targets.map(\.text).joined(separator: ", ")
        let hour = from.wallText
        return isUnheard
            ? language.pick(
                "\(chain)：\(told) 自 \(hour) 起共 \(hours) 小时有人而渠道不通",
                "\(chain): no working channel at \(told) from \(hour), \(hours) hours in all"
            )
            : language.pick(
                "\(chain)：\(told) 自 \(hour) 起共 \(hours) 小时无人可达",
                "\(chain): nobody at \(told) from \(hour), \(hours) hours in all"
            )
    }
}
