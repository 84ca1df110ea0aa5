import ArgumentParser

/// The department's agent.
@main
struct Agent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianxi-agent",
        abstract: "成员单位终端 — a department's agent.",
        subcommands: [EnrolCommand.self]
    )
}
