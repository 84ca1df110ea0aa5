/// The columns of the register a district office keeps, by the header's exact words.
package enum RegisterColumn: String, Hashable, Sendable, CaseIterable {
    /// The office's own number, once in the file, at most 64 bytes.
    case number = "编号"
    /// `2026-09-28` or `2026/9/28`, with `16:05` behind it where the hour is known.
    case receivedAt = "收到日期"
    /// 来信, 来访, 网信, 来电, 传真.
    case channel = "渠道"
    /// 建议意见, 检举控告, 申诉求决（一）…（六）, 涉法涉诉, 咨询.
    case matterClass = "类别"
    /// 申诉, 求决, 揭发控告, 意见建议, 咨询, 其他.
    case purpose = "目的"
    /// One of the content classes of `RegisterWords.subjects`.
    case subject = "内容分类"
    /// Township or community, at most 64 bytes.
    case place = "问题属地"
    /// 1…100000.
    case persons = "人数"
    /// 是 or 否; empty is 否.
    case urgent = "紧急"
    /// Empty when anonymous.
    case petitioner = "姓名"
    case phone = "联系电话"
    case address = "地址"
    /// The claim in full, at most 16384 bytes, line ends allowed.
    case claim = "诉求"
    /// The lead's legal name or its short name; empty when not dispatched yet.
    case lead = "主办单位"
    /// Assistants, separated by 、 or ； or ;.
    case assistants = "协办单位"
    /// 转送 or 交办.
    case kind = "办理方式"
    /// `30日` or `15个工作日`, for 交办 only.
    case period = "办理期限"

    /// Other headers offices use for the same column.
    var otherNames: [String] {
        switch self {
        case .receivedAt: ["来访日期", "来信日期"]
        case .channel: ["信访形式"]
        case .purpose: ["信访目的"]
        default: []
        }
    }

    /// Whether the register must have this column.
    var isRequired: Bool {
        switch self {
        case .urgent, .petitioner, .phone, .address, .assistants, .period: false
        default: true
        }
    }

    init?(header: String) {
        let found = Self.allCases.first { $0.rawValue == header || $0.otherNames.contains(header) }
        guard let found else { return nil }
        self = found
    }
}
