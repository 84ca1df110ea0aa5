extension MeetingStepKind {
    /// The step as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .call: ("召集", "called")
            case .list: ("列入议程", "listed")
            case .strike: ("撤下议题", "struck")
            case .notify: ("会议通知", "notice")
            case .postpone: ("延期召开", "postponed")
            case .cancel: ("取消召开", "cancelled")
            case .attend: ("签到", "attendance")
            case .preside: ("主持会议", "presided")
            case .agree: ("议定事项", "agreed")
            case .dissent: ("保留意见", "dissent")
            case .draft: ("会议纪要送会签", "minutes drafted")
            case .approve: ("签发会议纪要", "minutes approved")
            case .correct: ("更正会议纪要", "minutes corrected")
            }
        return language.pick(chinese, english)
    }
}

extension MeetingKind {
    /// The kind as people call it.
    package func words(_ language: Language) -> String {
        switch self {
        case .full: language.pick("全体会议", "a full meeting")
        case .working: language.pick("工作会议", "a working meeting")
        }
    }
}

extension TaskStepKind {
    /// The step as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .give: ("交办议定事项", "given")
            case .assist: ("协办议定事项", "to assist")
            case .accept: ("验收通过", "accepted as done")
            case .redo: ("退回继续办理", "sent back")
            case .replace: ("由后一次会议取代", "replaced by a later meeting")
            case .release: ("移交议定事项", "handed to the successor")
            case .rebind: ("承接议定事项", "taken over")
            case .conclude: ("随信访事项办结", "done with its matter")
            }
        return language.pick(chinese, english)
    }
}

extension MeetingState {
    /// The state as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .called: ("已召集", "called")
            case .cancelled: ("已取消", "cancelled")
            case .minuted: ("纪要会签中", "minutes going round")
            case .approved: ("纪要已签发", "minutes approved")
            }
        return language.pick(chinese, english)
    }
}

extension Docket.Progress {
    /// How far it is, as people say it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .open: ("落实中", "under way")
            case .late: ("逾期", "late")
            case .reported: ("待验收", "to be examined")
            case .done: ("已落实", "done")
            case .replaced: ("已被取代", "replaced")
            }
        return language.pick(chinese, english)
    }
}
