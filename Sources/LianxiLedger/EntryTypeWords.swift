package import LianxiCore

/// What each type of entry is called by people.
package enum EntryTypeWords {
    private static let chinese = [
        "founded": "账本建立", "rule-set-adopted": "启用规则集", "calendar-adopted": "启用日历",
        "policy-adopted": "启用升级策略", "roster-adopted": "启用值班表", "roster-changed": "值班调整",
        "routes-adopted": "启用派单目录", "routed": "目录建议", "party-enrolled": "单位入网",
        "party-revoked": "单位撤销", "invited": "邀请入网", "registered": "登记", "joined": "并入来件",
        "dispatched": "分办", "received": "送达", "signed": "签收", "objected": "提出异议",
        "accepted": "受理", "concluded": "办结报告", "acted": "承办单位行为", "stepped": "联席办步骤",
        "reorganised": "机构改革", "seated": "成员席位", "convened": "联席会议", "tasked": "议定任务",
        "answered": "成员答复", "led": "领导包案", "visited": "四下基层", "appointed": "任职",
        "documented": "文书", "document-acted": "文书签办", "objection-decided": "异议决定",
        "escalated": "升级", "unreached": "升级无人可达", "attached": "附件入卷", "looked": "查阅卷宗",
        "erasure-asked": "申请销毁", "erased": "卷宗销毁", "redated": "改期",
        "channel-changed": "渠道变化", "presence-changed": "在线变化", "ticked": "报时",
        "sm3-head": "SM3 对照树",
    ]

    /// The type in a word or two; one of a newer daemon, and every one in English, by its own name.
    package static func words(_ type: String, _ language: Language) -> String {
        language == .zh ? chinese[type] ?? type : type
    }
}
