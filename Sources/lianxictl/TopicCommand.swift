import ArgumentParser
import LianxiCore

/// Names a topic where a type is needed.
protocol TopicName {
    static var topic: Topic { get }
}

/// The short commands: for each topic one, all of them the same.
enum Topics {
    enum Supervise: TopicName { static let topic = Topic.supervise }
    enum Extend: TopicName { static let topic = Topic.extend }
    enum Conclusion: TopicName { static let topic = Topic.conclusion }
    enum Review: TopicName { static let topic = Topic.review }
    enum Visit: TopicName { static let topic = Topic.visit }
    enum Evaluate: TopicName { static let topic = Topic.evaluate }
    enum Urgent: TopicName { static let topic = Topic.urgent }
    enum Dispose: TopicName { static let topic = Topic.dispose }
    enum Notify: TopicName { static let topic = Topic.notify }
    enum Merge: TopicName { static let topic = Topic.merge }
    enum Relate: TopicName { static let topic = Topic.relate }
    enum Reclassify: TopicName { static let topic = Topic.reclassify }
    enum StandAside: TopicName { static let topic = Topic.standAside }
    enum Dispute: TopicName { static let topic = Topic.dispute }
    enum Withdraw: TopicName { static let topic = Topic.withdraw }
    enum End: TopicName { static let topic = Topic.end }
    enum Archive: TopicName { static let topic = Topic.archive }
    enum Escalation: TopicName { static let topic = Topic.escalation }

    /// In the order of ``Topic/all``.
    static let commands: [any ParsableCommand.Type] = [
        TopicCommand<Supervise>.self, TopicCommand<Extend>.self, TopicCommand<Conclusion>.self,
        TopicCommand<Review>.self, TopicCommand<Visit>.self, TopicCommand<Evaluate>.self,
        TopicCommand<Urgent>.self, TopicCommand<Dispose>.self, TopicCommand<Notify>.self,
        TopicCommand<Merge>.self, TopicCommand<Relate>.self, TopicCommand<Reclassify>.self,
        TopicCommand<StandAside>.self, TopicCommand<Dispute>.self, TopicCommand<Withdraw>.self,
        TopicCommand<End>.self, TopicCommand<Archive>.self, TopicCommand<Escalation>.self,
    ]
}

/// Takes a step of a topic.
struct TopicCommand<Name: TopicName>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Name.topic.name,
            abstract: Name.topic.abstract,
            discussion: Name.topic.discussion
        )
    }

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String
    @Argument(help: "What to do, where there is a choice.")
    var action: String?

    @OptionGroup var says: StepOptions
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard Name.topic.kind(action) == nil else { return }
        let names = Name.topic.actions.compactMap(\.name)
        throw ValidationError(
            names.isEmpty
                ? "\(Name.topic.name) MATTER, and no action"
                : "\(Name.topic.name) MATTER: one of \(names.joined(separator: ", "))"
        )
    }

    func run() async throws {
        guard let kind = Name.topic.kind(action) else { return }
        try await office.take(try says.wish(for: kind), on: matter, printing)
    }
}
