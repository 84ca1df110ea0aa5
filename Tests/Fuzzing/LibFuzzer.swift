import Foundation

/// What libFuzzer calls with each input; `LIANXI_TARGET` names the reader.
///
/// Always 0, as its interface asks for; a complaint ends the process, which libFuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    if case .complaint(let complaint) = chosen.read(input) { fatalError(complaint) }
    return 0
}

/// With `LIANXI_SEEDS` the target's corpus is written to that folder instead, and the process ends.
private let chosen: FuzzTarget = {
    let environment = ProcessInfo.processInfo.environment
    guard let target = FuzzTarget.named(environment["LIANXI_TARGET"] ?? "") else {
        print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
        leave(2)
    }
    guard let folder = environment["LIANXI_SEEDS"] else { return target }
    let corpus = Corpus(of: target, folder: "\(Shipped.root)Tests/FuzzingTests/Corpora")
    for (number, input) in corpus.inputs.enumerated() {
        _ = FileManager.default.createFile(
            atPath: "\(folder)/seed-\(number)",
            contents: Data(input)
        )
    }
    leave(0)
}()

/// Ends the process past libFuzzer, which takes an ordinary end for a fault.
private func leave(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
}
