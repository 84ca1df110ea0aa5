import Glibc

/// What libFuzzer calls with each input; `LIANXI_TARGET` names the reader.
///
/// Always 0, as its interface asks for; a complaint ends the process, which libFuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let complaint = chosen.read(input) { fatalError(complaint) }
    return 0
}

private let chosen: FuzzTarget = {
    let name = getenv("LIANXI_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.named(name) else {
        fatalError("LIANXI_TARGET is one of \(FuzzTarget.all.map(\.name).joined(separator: " "))")
    }
    return target
}()
