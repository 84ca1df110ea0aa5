import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles

extension CommonOptions {
    /// Which assignment is meant.
    func reference(_ text: String) throws -> AssignmentReference {
        guard let reference = AssignmentReference(text) else {
            throw AgentTrouble.usage(
                say(
                    "“\(text)”应为收件编号或 32 位十六进制的交办标识",
                    "\(text): expected a feed number or an assignment's 32 hexadecimal digits"
                )
            )
        }
        return reference
    }

    /// The text itself, or the content of the file named behind `@`.
    func text(_ argument: String) throws -> String {
        guard argument.hasPrefix("@") else { return argument }
        let file = URL(filePath: String(argument.dropFirst()))
        let bytes = try Files.read(file.path, most: ActWish.mostTextBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AgentTrouble.usage(say("\(file.path) 不是 UTF-8", "\(file.path) is not UTF-8"))
        }
        return text
    }
}
