import ArgumentParser
import LianxiCommands
import Testing

/// A command with every kind of argument that ours have.
private struct Sample: ParsableCommand {
    enum Shade: String, CaseIterable, ExpressibleByArgument { case red, yellow, green }
    enum Step: String, CaseIterable, ExpressibleByArgument { case one, two, three, four, five, six }
    static let configuration = CommandConfiguration(commandName: "sample")

    @Argument(help: "信访件号。") var matter: String
    @Option(help: "主办单位。") var lead: String?
    @Option var shade: Shade?
    @Option var step: Step?
    @Option(transform: { text in
        guard let number = Int(text) else { throw ValidationError("应为数字") }
        return number
    })
    var count: Int?
    @Flag(exclusivity: .exclusive) var sides: Side?
    enum Side: String, EnumerableFlag { case left, right }
}

/// A command of commands.
private struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "root", subcommands: [Sample.self])
}

@Suite("A command line that cannot be read is told in Chinese")
struct UsageWordsTests {
    private func told(_ line: String) throws -> String {
        let arguments = line.split(separator: " ").map(String.init)
        let error = try #require(throws: (any Error).self) {
            var command = try Root.parseAsRoot(arguments)
            try command.run()
        }
        return UsageWords.chinese(Root.fullMessage(for: error))
    }

    @Test(
        "What is missing, unknown, too much or no value of its kind is named",
        arguments: [
            ("sample", "错误：缺少参数 <matter>"), ("sample 1 --lead", "错误：--lead <lead> 没有给出值"),
            ("sample 1 --led x", "错误：没有选项 --led，是否应为 --lead？"),
            ("sample 1 --nowhere", "错误：没有选项 --nowhere"), ("sample 1 2", "错误：多余的参数 2"),
            ("sample 1 2 3", "错误：多余的参数 2、3"),
            ("sample 1 --shade blue", "错误：--shade <shade> 的值 blue 无效，应为 red、yellow、green 之一"),
            ("sample 1 --step none", "错误：--step <step> 的值 none 无效，应为以下之一："),
            ("sample 1 --count x", "错误：--count <count> 的值 x 无效：应为数字"),
            ("sample 1 --left --right", "错误：--right 与前面的 --left 不能同时使用"),
            ("sample 1 --left=x", "错误：选项 --left 不带值，却给出了 x"),
            ("nothing", "错误：多余的参数 nothing"),
        ]
    )
    func errors(line: String, expected: String) throws {
        let lines = try told(line).split(separator: "\n").map(String.init)
        #expect(lines.first == expected)
        #expect(lines.contains { $0.hasPrefix("用法：root") })
        #expect(lines.last?.hasPrefix("  详见 root ") == true)
    }

    @Test(
        "Only what the parser cannot read is a mistake in usage: a service that fails is started again"
    )
    func codes() {
        struct Odd: Error {}
        func code(_ error: any Error) -> Int32 { Root.code(for: error, usage: 64, failure: 74) }
        #expect(code(Odd()) == 74)
        #expect(code(ExitCode(78)) == 78)
        #expect(code(ValidationError("x")) == 64)
        #expect(code(CleanExit.helpRequest(Root.self)) == 0)
    }

    @Test("The help of the argument stays as it is, and so does a sentence that is not known")
    func others() throws {
        #expect(try told("sample 1 --lead").contains("\n说明：--lead <lead>  主办单位。\n"))
        #expect(UsageWords.chinese("Error: Something new.") == "错误：Something new.")
        #expect(UsageWords.chinese("一行。\n  - red") == "一行。\n  - red")
    }
}
