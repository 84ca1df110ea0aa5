import Foundation
import Fuzzing
import Testing

/// A short run of each reader over its corpus and over what becomes of it; the long ones are `.ci/fuzz`'s.
@Suite("No bytes from outside end the program or are read in two ways")
struct FuzzingTests {
    /// Inputs tried for each target: fewer where they are long.
    private static func rounds(of corpus: Corpus) -> Int {
        let bytes = corpus.inputs.reduce(0) { $0 + $1.count }
        return max(10, min(400, (1 << 19) * corpus.inputs.count / max(1, bytes)))
    }

    private static func corpus(of target: FuzzTarget) throws -> Corpus {
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Corpora")
        return Corpus(of: target, folder: folder.path)
    }

    @Test(
        "Each reader has a corpus, and refuses or takes all that becomes of it",
        arguments: FuzzTarget.all.map(\.name)
    )
    func survives(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let corpus = try Self.corpus(of: target)
        #expect(!corpus.inputs.isEmpty)
        var takes = false
        for input in corpus.inputs {
            switch target.read(input) {
            case .taken: takes = true
            case .refused: break
            case .complaint(let it): Issue.record("\(name) of \(input.count) bytes: \(it)")
            }
        }
        #expect(takes, "what is refused whole is not read to its end")
        var mutation = Mutation(seed: 1, words: corpus.words)
        for round in 0..<Self.rounds(of: corpus) {
            let seed = corpus.inputs[round % corpus.inputs.count]
            let input = mutation.change(seed, besides: corpus.inputs)
            if case .complaint(let complaint) = target.read(input) {
                Issue.record(
                    "\(name), round \(round): \(complaint): \(Data(input).base64EncodedString())"
                )
            }
        }
    }

    @Test("A mutation goes the same way for the same seed")
    func repeatable() {
        func run(_ seed: UInt64) -> [UInt8] {
            var mutation = Mutation(seed: seed, words: [Array("duty".utf8)])
            return mutation.change(Array("a ledger of 12 entries".utf8), besides: [[1, 2, 3]])
        }
        #expect(run(5) == run(5))
        #expect(run(5) != run(6))
    }
}
