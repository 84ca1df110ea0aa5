import Foundation
import Testing

@Suite("A seed is a report of a fault", .serialized, .timeLimit(.minutes(5)))
struct SimulationTests {
    @Test("A seed goes the same way in two processes, and another seed another way")
    func sameTrace() throws {
        let first = try Program.run("--seed", "2", "--steps", "30", "--output", "json")
        let second = try Program.run("--seed", "2", "--steps", "30", "--output", "json")
        let other = try Program.run("--seed", "3", "--steps", "30", "--output", "json")
        #expect(first.output == second.output)
        #expect(try first.trace.count == 16)
        #expect(try first.trace != other.trace)
        #expect(try first.count("entries") > 10)
    }

    @Test("The canary, which loses one append, is found")
    func canary() throws {
        let result = try Program.run("--seed", "1", "--canary", "--output", "json")
        #expect(result.code == 1)
        #expect(try !result.findings.isEmpty)
    }

    @Test("As many conferences as the time allows come to rest with nothing found")
    func many() throws {
        let given = ProcessInfo.processInfo.environment["LIANXI_SIMULATION_SECONDS"]
        let result = try Program.run("--seeds", "1..1000000", "--within", given ?? "10")
        print("simulated: \(result.output)")
        #expect(result.code == 0, "\(result.output)")
        #expect(result.output.contains(" seeds, 0 found wanting"))
    }

    @Test("All but the rarest kinds of fault take effect in six seeds")
    func kinds() throws {
        let rare: Set = [
            "below-two", "clock-skewed", "doubled", "full", "killed-behind-append", "office-killed",
            "old-inbox", "older-document", "older-order", "on-archived", "one-of-two", "tail-lost",
            "upload-cut-off", "write-failed-but-done",
        ]
        var happened: [String: Int] = [:]
        for seeds in ["7..8", "19..20", "93..94"] {
            let result = try Program.run("--seeds", seeds, "--steps", "40", "--output", "json")
            #expect(result.code == 0, "\(result.output)")
            happened.merge(try result.happened, uniquingKeysWith: +)
        }
        #expect(happened.count > 50)
        for (kind, times) in happened where !rare.contains(kind) {
            #expect(times > 0, "\(kind) never occurred")
        }
    }

    @Test("A kind of fault that never occurs in as many seeds as are asked for is an error")
    func neverOccurs() throws {
        let seeds = ["--seeds", "1..1", "--steps", "6"]
        let asked = try Program.run(seeds + ["--enough", "1"])
        #expect(asked.code == 1)
        #expect(asked.output.contains("never happened: ") && asked.output.contains("old-inbox"))
        let free = try Program.run(seeds)
        #expect(free.code == 0, "\(free.output)")
    }

    @Test(
        "Killed at any await, the daemon, an agent and the office lose nothing",
        arguments: zip(["daemon", "agent", "office"], [61, 31, 5])
    )
    func crashes(victim: String, stride: Int) throws {
        let result = try Program.run(
            ["--seed", "1", "--crashes", victim, "--every", "\(stride)", "--steps", "6"]
                + ["--output", "json"]
        )
        #expect(result.code == 0, "\(result.output)")
        #expect(try result.count("worlds") > 3)
    }

    @Test("Who is kept from a secret receives the same without it")
    func secrets() throws {
        let result = try Program.run("--seeds", "1..4", "--secrets", "--steps", "30")
        #expect(result.code == 0, "\(result.output)")
    }

    @Test(
        "What is asked wrongly is a usage error, and missing rules cannot be opened",
        arguments: zip(
            ["--steps 0", "--seeds 9..1", "--seed 1 --seeds 1..2", "--config /nowhere"],
            [2, 2, 2, 3] as [Int32]
        )
    )
    func mistakes(arguments: String, code: Int32) throws {
        #expect(try Program.run(arguments.split(separator: " ").map(String.init)).code == code)
    }
}
