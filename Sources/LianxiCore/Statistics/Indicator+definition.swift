extension Indicator {
    /// What a number counts, and where that is laid down.
    package struct Definition: Hashable, Sendable {
        package let chinese: Words
        package let english: Words
        /// An article, or `practice` with what it is.
        package let source: String

        /// The definition in one language.
        package struct Words: Hashable, Sendable {
            package let title: String
            package let numerator: String
            /// Empty for a count.
            package let denominator: String

            init(_ title: String, _ numerator: String, _ denominator: String = "") {
                self.title = title
                self.numerator = numerator
                self.denominator = denominator
            }
        }

        init(_ source: String, _ chinese: Words, _ english: Words) {
            self.source = source
            self.chinese = chinese
            self.english = english
        }

        package func words(_ language: Language) -> Words {
            language == .zh ? chinese : english
        }
    }

    package var definition: Definition {
        switch section {
        case 1: comingIn
        case 2, 3: office
        default: isOfUnits ? units : results
        }
    }

    package func title(_ language: Language) -> String { definition.words(language).title }

    private var isOfUnits: Bool { Self.ofUnits.contains(self) || self == .duration }

    private var comingIn: Definition {
        switch self {
        case .batches:
            Definition(
                "practice: counting units of the national petition system",
                .init("来访批次", "期内收到的来访件"),
                .init("batches", "pieces received in the period that came by visit")
            )
        case .persons:
            Definition(
                "practice: counting units of the national petition system",
                .init("来访人次", "期内来访件的人数之和"),
                .init("persons", "persons of those visits, added up")
            )
        case .collectiveVisits:
            Definition(
                "practice: 5 persons or more; art. 20(3) sets at most 5 representatives",
                .init("集体访批次", "期内5人以上的来访件"),
                .init("collective visits", "visits of the period by 5 persons or more")
            )
        case .collectivePersons:
            Definition(
                "practice: 5 persons or more",
                .init("集体访人次", "集体访的人数之和"),
                .init("persons of collective visits", "persons of those visits, added up")
            )
        case .onlineShare:
            Definition(
                "practice: dashboards of provincial systems",
                .init("网上信访占比", "期内收到的网上信访件", "期内收到的全部信访件"),
                .init("share of online petitions", "pieces received online", "all pieces received")
            )
        case .repeatRate:
            Definition(
                "practice: 重件次 of 总件次 in a provincial system",
                .init("重复信访率", "重件：并入已有事项的信访件，及登记时或其后认定为重复的事项的首件", "期内收到的全部信访件"),
                .init(
                    "repeat rate",
                    "pieces joined to a matter, and first pieces of matters known to repeat another",
                    "all pieces received"
                )
            )
        default:
            Definition(
                "art. 41(1)(一)",
                .init("信访件次", "期内收到的信访件，含并入已有事项的"),
                .init("pieces", "pieces received in the period, joined ones included")
            )
        }
    }

    /// A measure of the conference.
    private func measure(_ chinese: String, _ english: String, _ what: String) -> Definition {
        Definition(
            "art. 41(1)(二), 39(3)",
            .init("\(chinese)数", "期内印发、未作废的\(chinese)文书"),
            .init(english, "\(what) issued in the period and not void")
        )
    }

    private var office: Definition {
        switch self {
        case .assigned:
            Definition(
                "art. 41(1)(二), 22(1)(三)",
                .init("交办件数", "期内交办的分办"),
                .init("assigned", "assignments dispatched in the period that owe a report")
            )
        case .supervised:
            Definition(
                "art. 41(1)(二), 40",
                .init("督办件数", "期内开出的督办"),
                .init("supervised", "supervisions opened in the period")
            )
        case .proposalsMade:
            Definition(
                "art. 41(1)(三), 40",
                .init("三项建议数", "期内开出的督办（各含一项改进工作建议）和印发的三项建议"),
                .init(
                    "proposals made",
                    "supervisions opened in the period, each with a proposal to improve, and the three proposals issued"
                )
            )
        case .proposalsAnswered:
            Definition(
                "art. 41(1)(三), 40",
                .init("已反馈的建议数", "其中单位已书面反馈的"),
                .init("proposals answered", "of these, answered in writing")
            )
        case .proposalsAccepted:
            Definition(
                "art. 41(1)(三), 40",
                .init("已采纳的建议数", "其中督办答复已被认可的，或者建议已采纳、部分采纳的"),
                .init(
                    "proposals adopted",
                    "of these, supervisions whose answer the office accepted, proposals adopted at least in part"
                )
            )
        case .interviews: measure("约谈", "interviews", "notices of interview")
        case .circulars: measure("通报", "circulars", "circulars")
        case .listedSupervisions:
            measure("挂牌督办", "listed supervisions", "notices of listed supervision")
        case .rectifications: measure("责令限期整改", "orders to rectify", "orders to rectify")
        case .bureauAcceptance:
            Definition(
                "art. 22(1); practice: cohort of first pieces whose date falls in the period",
                .init("信访部门及时受理率", "D02期限内转送、交办或处置的", "初件中D02法定日期在期内，已办或已逾期的"),
                .init(
                    "timely acceptance, bureau",
                    "done by the legal date of D02",
                    "first pieces whose legal date of D02 falls in the period, done or past"
                )
            )
        default:
            Definition(
                "art. 41(1)(二), 22(1)",
                .init("转送件数", "期内转送的分办"),
                .init("forwarded", "assignments dispatched in the period that owe no report")
            )
        }
    }
}
