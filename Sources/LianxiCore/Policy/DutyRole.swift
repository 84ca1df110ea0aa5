/// Who owes a duty or is told, as a role under the Regulations; which party that is depends on the matter.
package enum DutyRole: String, Hashable, Sendable, CaseIterable {
    /// 信访部门
    case bureau
    /// 上一级信访部门
    case superiorBureau = "superior-bureau"
    /// 国家信访局
    case nationalBureau = "national-bureau"
    /// 信访工作联席会议
    case conference
    /// 联席会议办公室
    case conferenceOffice = "conference-office"
    /// 成员单位
    case memberUnit = "member-unit"
    /// 各级机关、单位
    case anyOrgan = "any-organ"
    /// 承办（收件）单位
    case recipient
    /// 有权处理的机关、单位
    case competentOrgan = "competent-organ"
    /// 所涉及的机关、单位
    case concernedOrgans = "concerned-organs"
    /// 继续行使职权的机关、单位
    case successor
    /// 转送、交办单位
    case sender
    /// 上一级机关、单位
    case superior
    /// 复查机关、单位
    case reviewingOrgan = "reviewing-organ"
    /// 复核机关、单位
    case rereviewingOrgan = "rereviewing-organ"
    /// 同级政法部门
    case politicalLegalOrgan = "political-legal-organ"
    /// 纪检监察机关
    case disciplineOrgan = "discipline-organ"
    /// 本级党委和政府
    case committeeAndGovernment = "committee-and-government"
    /// 信访人
    case petitioner

    /// The role's name, for people.
    package func words(_ language: Language) -> String {
        switch self {
        case .bureau: language.pick("信访部门", "the petition bureau")
        case .superiorBureau: language.pick("上一级信访部门", "the next-higher bureau")
        case .nationalBureau: language.pick("国家信访局", "the national bureau")
        case .conference: language.pick("信访工作联席会议", "the joint conference")
        case .conferenceOffice: language.pick("联席会议办公室", "the conference's office")
        case .memberUnit: language.pick("成员单位", "member units")
        case .anyOrgan: language.pick("各级机关、单位", "any organ")
        case .recipient: language.pick("承办（收件）单位", "the recipient")
        case .competentOrgan: language.pick("有权处理的机关、单位", "the competent organ")
        case .concernedOrgans: language.pick("所涉及的机关、单位", "the organs concerned")
        case .successor: language.pick("继续行使职权的机关、单位", "the organ that carries the powers on")
        case .sender: language.pick("转送、交办单位", "the sender")
        case .superior: language.pick("上一级机关、单位", "the next-higher organ")
        case .reviewingOrgan: language.pick("复查机关、单位", "the reviewing organ")
        case .rereviewingOrgan: language.pick("复核机关、单位", "the re-reviewing organ")
        case .politicalLegalOrgan: language.pick("同级政法部门", "the political-legal organ")
        case .disciplineOrgan: language.pick("纪检监察机关", "the discipline organ")
        case .committeeAndGovernment: language.pick("本级党委和政府", "Party committee and government")
        case .petitioner: language.pick("信访人", "the petitioner")
        }
    }
}
