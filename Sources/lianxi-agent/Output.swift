import Foundation
import LianxiJSON

/// Prints results on standard output and remarks on standard error.
struct Output {
    let format: OutputFormat

    init(_ common: CommonOptions) { format = common.output }

    /// One result, as a sentence or as an object.
    func result(text: String, json: [(name: String, value: JSONValue)]) {
        switch format {
        case .text: Self.write(text + "\n", to: stdoutDescriptor)
        case .json: Self.write(line(JSONValue(json)), to: stdoutDescriptor)
        }
    }

    /// One value, as the text given or as JSON.
    func value(text: @autoclosure () -> String, json: @autoclosure () -> JSONValue) {
        switch format {
        case .text: Self.write(text(), to: stdoutDescriptor)
        case .json: Self.write(line(json()), to: stdoutDescriptor)
        }
    }

    /// A remark for the person at the terminal; never part of the data.
    static func remark(_ text: String) { write(text + "\n", to: 2) }

    /// Progress of long work: on a terminal only, overwriting itself.
    static func progress(_ text: String) {
        guard isatty(2) == 1 else { return }
        write("\r\u{1B}[K" + text, to: 2)
    }

    private let stdoutDescriptor: Int32 = 1

    private func line(_ value: JSONValue) -> String {
        String(decoding: value.canonicalBytes, as: UTF8.self) + "\n"
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
