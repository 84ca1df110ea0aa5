import ArgumentParser
import LianxiClient
import LianxiCore

/// An act that has a command of its own.
protocol SpokenAct {
    static var name: String { get }
    static var verb: ActVerb { get }
    static var abstract: String { get }
}

/// The command of one act: the same options and the same path for all.
struct SpokenCommand<Spoken: SpokenAct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Spoken.name,
            abstract: Spoken.abstract,
            discussion: ActGuide(Spoken.verb).text(.en)
        )
    }

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions
    @OptionGroup var members: ActMembers

    @Argument(help: "Feed numbers, as inbox shows them, or assignment identifiers.")
    var numbers: [String]

    func run() async throws {
        try await ActRunner(common: common, options: act)
            .perform(Spoken.verb, on: numbers, members)
    }
}

/// Every act with a command of its own, in the order of the road.
enum Spoken {
    static let commands: [any ParsableCommand.Type] = [
        SpokenCommand<Sign>.self, SpokenCommand<Object>.self, SpokenCommand<Notify>.self,
        AcceptCommand.self, SpokenCommand<Divert>.self, SpokenCommand<Refuse>.self,
        SpokenCommand<Progress>.self, SpokenCommand<Recuse>.self, ExtendCommand.self,
        SpokenCommand<Opine>.self, SpokenCommand<Serve>.self, SpokenCommand<Withdraw>.self,
        SpokenCommand<Report>.self, SpokenCommand<Answer>.self, SpokenCommand<HandOver>.self,
        SpokenCommand<Attend>.self, SpokenCommand<Countersign>.self, SpokenCommand<Fulfil>.self,
        SpokenCommand<ApproveDocument>.self, SpokenCommand<SignDocument>.self,
        SpokenCommand<AnswerDocument>.self,
    ]

    enum Sign: SpokenAct {
        static let name = "sign"
        static let verb = ActVerb.sign
        static let abstract = "Sign for assignments (签收): an officer has seen them."
    }
    enum Object: SpokenAct {
        static let name = "object"
        static let verb = ActVerb.object
        static let abstract = "Object to an assignment (异议): --reason says why it is not ours."
    }
    enum Notify: SpokenAct {
        static let name = "notify"
        static let verb = ActVerb.notify
        static let abstract = "The petitioner was told in writing (告知)."
    }
    enum Divert: SpokenAct {
        static let name = "divert"
        static let verb = ActVerb.divert
        static let abstract = "Led into another procedure (导入): --to labour-inspection."
    }
    enum Refuse: SpokenAct {
        static let name = "refuse"
        static let verb = ActVerb.notAccept
        static let abstract = "Do not accept (不予受理): --ground in-hand --reason TEXT."
    }
    enum Progress: SpokenAct {
        static let name = "progress"
        static let verb = ActVerb.progress
        static let abstract = "What was done about it (办理进展): --by investigation."
    }
    enum Recuse: SpokenAct {
        static let name = "recuse"
        static let verb = ActVerb.recuse
        static let abstract = "An officer stands aside (回避): --person li --reason TEXT."
    }
    enum Opine: SpokenAct {
        static let name = "opine"
        static let verb = ActVerb.opine
        static let abstract =
            "Issue the opinion (处理意见书): --result supported --document NO --text @FILE."
    }
    enum Serve: SpokenAct {
        static let name = "serve"
        static let verb = ActVerb.serve
        static let abstract = "The opinion reached the petitioner (送达): --by post --on DATE."
    }
    enum Withdraw: SpokenAct {
        static let name = "withdraw"
        static let verb = ActVerb.withdraw
        static let abstract = "The petitioner withdrew in writing (撤回): --text @FILE."
    }
    enum Report: SpokenAct {
        static let name = "report"
        static let verb = ActVerb.conclude
        static let abstract = "Conclude with the report (办结报告): --result explained --text @FILE."
    }
    enum Answer: SpokenAct {
        static let name = "answer"
        static let verb = ActVerb.answer
        static let abstract = "Answer the supervision (答复督办): --text @FILE."
    }
    enum ApproveDocument: SpokenAct {
        static let name = "approve-document"
        static let verb = ActVerb.approveDocument
        static let abstract = "The convenor signs a draft of the conference (签发)."
    }
    enum SignDocument: SpokenAct {
        static let name = "sign-document"
        static let verb = ActVerb.signDocument
        static let abstract = "Sign for a document (签收文书)."
    }
    enum AnswerDocument: SpokenAct {
        static let name = "answer-document"
        static let verb = ActVerb.answerDocument
        static let abstract =
            "Answer a document in writing (反馈): --result adopted --text @FILE."
    }
    enum HandOver: SpokenAct {
        static let name = "hand-over"
        static let verb = ActVerb.handOver
        static let abstract = "Hand over to the successor (移交)."
    }
    enum Attend: SpokenAct {
        static let name = "attend"
        static let verb = ActVerb.attend
        static let abstract = "Answer a meeting's notice (参会回执): --word substitute --person NAME."
    }
    enum Countersign: SpokenAct {
        static let name = "countersign"
        static let verb = ActVerb.countersign
        static let abstract = "Sign minutes (会签纪要): --word agreed, or dissent with --reason."
    }
    enum Fulfil: SpokenAct {
        static let name = "fulfil"
        static let verb = ActVerb.fulfil
        static let abstract = "Report on a task of the conference (落实情况): --word done --text TEXT."
    }
}
