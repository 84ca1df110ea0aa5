extension Indicator {
    var units: Definition {
        switch self {
        case .unitAcceptance:
            Definition(
                "practice: registration + 30 natural days in a provincial system; no article says so",
                .init("责任单位及时受理率", "登记后30日内受理的", "登记后第30日在期内、由主办单位办理，已受理或已逾期的事项"),
                .init(
                    "timely acceptance, unit",
                    "accepted within 30 days of registration",
                    "matters with a lead whose 30th day after registration falls in the period, accepted or past"
                )
            )
        case .conclusion:
            Definition(
                "art. 34; practice: litigation-related pieces left out",
                .init("按期办结率", "D16、D17期限内答复的", "D16、D17法定日期在期内，已办或已逾期的，涉法涉诉除外"),
                .init(
                    "on-time conclusion",
                    "answered by the legal date of D16 or D17",
                    "clocks of D16 and D17 whose legal date falls in the period, done or past, no litigation"
                )
            )
        case .duration:
            Definition(
                "practice: from acceptance, not from registration",
                .init("平均办结时长（日）", "受理至办结的日数之和", "期内由主办单位办结且有受理的"),
                .init(
                    "average duration in days",
                    "days from acceptance to conclusion, added up",
                    "lead assignments accepted, and concluded in the period"
                )
            )
        case .overruns:
            Definition(
                "practice: dashboards; the dates are those of the Regulations",
                .init("逾期项数", "D类期限（含文书的答复、整改期限）中法定日期在期内而逾期的"),
                .init(
                    "overruns",
                    "clocks of D duties, of answers to documents too, whose legal date falls in the period and was missed"
                )
            )
        case .overrunLongest:
            Definition(
                "practice: dashboards",
                .init("最长逾期（日）", "其中逾期最长的日数"),
                .init("longest overrun in days", "the most days late among them")
            )
        case .overrunMean:
            Definition(
                "practice: dashboards",
                .init("平均逾期（日）", "逾期日数之和", "逾期项数"),
                .init("mean overrun in days", "days late, added up", "overruns")
            )
        default:
            Definition(
                "art. 23(3)",
                .init("按期告知率", "D09期限内受理、告知、导入或不予受理的", "D09法定日期在期内，已办或已逾期的"),
                .init(
                    "timely notice",
                    "told by the legal date of D09",
                    "clocks of D09 whose legal date falls in the period, done or past"
                )
            )
        }
    }

    var results: Definition {
        switch self {
        case .urgentSuperior:
            Definition(
                "art. 25(2)",
                .init("重大紧急事项上报及时率", "D15时限内报上一级和国家信访局的", "D15日期在期内，已报或已逾期的"),
                .init(
                    "urgent matters told to the superior in time",
                    "reported within D15",
                    "clocks of D15 whose date falls in the period, done or past"
                )
            )
        case .oneTimeResolution:
            Definition(
                "practice, unofficial: a hot-line system; no official definition was found",
                .init("一次性化解率", "由首次分办的主办单位办结，未退回、未补办，期内未重复的", "期内由主办单位办结的事项"),
                .init(
                    "one-time resolution",
                    "concluded by the first lead, nothing returned or reworked, not repeated in the period",
                    "matters concluded by their lead in the period"
                )
            )
        case .participation:
            Definition(
                "practice: statuses of a provincial system",
                .init("参评率", "期内评价的", "期内评价的，加办结满30日仍未评价且该日在期内的"),
                .init(
                    "participation",
                    "matters evaluated in the period",
                    "these, and those not evaluated whose 30th day after conclusion fell in the period"
                )
            )
        case .satisfaction:
            Definition(
                "practice: inferred from the codes of a provincial system",
                .init("群众满意率", "评价为满意、基本满意的", "期内评价的"),
                .init(
                    "satisfaction",
                    "satisfied or basically satisfied",
                    "matters evaluated in the period"
                )
            )
        case .returnVisits:
            Definition(
                "practice: duty P12 of the local rules",
                .init("回访率", "已回访的", "P12日期在期内，已回访或已逾期的"),
                .init(
                    "return visits",
                    "visits made, late ones included",
                    "clocks of P12 whose date falls in the period, done or past"
                )
            )
        case .reviews:
            Definition(
                "art. 35",
                .init("复查申请", "期内申请的复查"),
                .init("reviews", "reviews asked for in the period")
            )
        case .rereviews:
            Definition(
                "art. 36",
                .init("复核申请", "期内申请的复核"),
                .init("re-reviews", "re-reviews asked for in the period")
            )
        default:
            Definition(
                "art. 25(1)",
                .init("重大紧急事项报告及时率", "D14时限内报本级和联席办的", "D14日期在期内，已报或已逾期的"),
                .init(
                    "urgent matters reported in time",
                    "reported within D14",
                    "clocks of D14 whose date falls in the period, done or past"
                )
            )
        }
    }
}
