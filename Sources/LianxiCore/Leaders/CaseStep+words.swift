extension CaseStepKind {
    /// The step as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .take: ("领导包案", "case taken on")
            case .plan: ("调整包案方案", "plan of the case")
            case .milestone: ("设定阶段目标", "milestone set")
            case .reach: ("完成阶段目标", "milestone reached")
            case .progress: ("包案进展", "progress of the case")
            case .pass: ("变更包案领导", "case passed on")
            case .close: ("包案结案", "case closed")
            }
        return language.pick(chinese, english)
    }
}

extension VisitKind {
    /// The visit as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .publicity: ("宣传党的路线方针政策下基层", "publicity at the grass-roots")
            case .investigation: ("调查研究下基层", "investigation at the grass-roots")
            case .reception: ("信访接待下基层", "reception at the grass-roots")
            case .onSite: ("现场办公下基层", "work on the site")
            case .office: ("领导接访", "visitors received")
            case .home: ("领导下访", "visit to those concerned")
            }
        return language.pick(chinese, english)
    }
}
