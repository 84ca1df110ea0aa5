import Foundation
import LianxiCommands
import LianxiFiles
import LianxiJSON

/// Prints results on standard output and remarks on standard error.
struct Output {
    let format: OutputForm

    init(_ common: CommonOptions) { format = common.output }

    /// One result, as a sentence or as an object.
    func result(text: String, json: [(name: String, value: JSONValue)]) {
        switch format {
        case .text: Files.say(text + "\n", to: stdoutDescriptor)
        case .json: Files.say(line(JSONValue(json)), to: stdoutDescriptor)
        }
    }

    /// One value, as the text given or as JSON.
    func value(text: @autoclosure () -> String, json: @autoclosure () -> JSONValue) {
        switch format {
        case .text: Files.say(text(), to: stdoutDescriptor)
        case .json: Files.say(line(json()), to: stdoutDescriptor)
        }
    }

    /// A remark for the person at the terminal; never part of the data.
    static func remark(_ text: String) { Files.say(text + "\n", to: 2) }

    /// Progress of long work: on a terminal only, overwriting itself.
    static func progress(_ text: String) {
        guard isatty(2) == 1 else { return }
        Files.say("\r\u{1B}[K" + text, to: 2)
    }

    private let stdoutDescriptor: Int32 = 1

    private func line(_ value: JSONValue) -> String {
        String(decoding: value.canonicalBytes, as: UTF8.self) + "\n"
    }
}
