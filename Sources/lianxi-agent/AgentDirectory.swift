import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiSettings
import LianxiTokens
import LianxiZeroMQ

/// The agent's directory: what lies where, and how it is read.
struct AgentDirectory {
    let url: URL
    let enrolmentFile: URL
    let language: Language

    /// - Parameters:
    ///   - path: The directory.
    ///   - enrolment: The office's answer where it does not lie in the directory.
    ///   - language: The language to complain in.
    init(path: String, enrolment: String? = nil, language: Language) {
        url = URL(filePath: path, directoryHint: .isDirectory).absoluteURL
        enrolmentFile =
            enrolment.map { URL(filePath: $0).absoluteURL }
            ?? url.appending(path: "enrolment.json")
        self.language = language
    }

    /// The directory named on the command line, else that of the settings, else this one.
    init(_ settings: AgentSettings?, _ common: CommonOptions) {
        self.init(
            path: common.directory ?? settings?.directory ?? ".",
            enrolment: common.directory == nil ? settings?.enrolment : nil,
            language: common.language
        )
    }

    var keys: URL { url.appending(path: "keys", directoryHint: .isDirectory) }
    var curveKey: URL { keys.appending(path: "curve.key") }
    /// No officer's name ends so.
    var witnessKey: URL { keys.appending(path: "witness.seed") }
    var inbox: URL { url.appending(path: "inbox.db") }
    var request: URL { url.appending(path: "enrolment-request.json") }
    var settings: URL { url.appending(path: "agent.yaml") }
    var evidence: URL { url.appending(path: "evidence", directoryHint: .isDirectory) }

    func actKey(of officer: OfficerID) -> URL { keys.appending(path: "\(officer).key") }

    /// The office's answer, without which nothing can be done.
    func enrolment() throws -> Enrolment {
        guard Files.exists(enrolmentFile.path) else {
            throw AgentTrouble.configuration(
                language.pick(
                    "\(enrolmentFile.path) 不存在：请先运行 lianxi-agent enrol，将 enrolment-request.json 交联席办，再用 --reply 存入答复",
                    "\(enrolmentFile.path) is not there: run lianxi-agent enrol, take "
                        + "enrolment-request.json to the office, and store its answer with --reply"
                )
            )
        }
        return try parse(enrolmentFile) { try Enrolment(parsing: $0) }
    }

    func enrolmentRequest() throws -> EnrolmentRequest {
        try parse(request) { try EnrolmentRequest(parsing: $0) }
    }

    /// The installation's connection keys.
    func curveKeys() throws -> CurveKeys {
        let text = try secretText(curveKey)
        guard let keys = try? CurveKeys(secretKey: text) else {
            throw AgentTrouble.configuration(
                language.pick(
                    "\(curveKey.path)：应为 40 个 Z85 字符的密钥",
                    "\(curveKey.path): expected a secret key of 40 characters of Z85"
                )
            )
        }
        return keys
    }

    /// The act key of the officer named, or the only one there is; no token is asked yet.
    func signingKey(officer: OfficerID?, party: PartyID) throws -> (OfficerID, any NoteSigner) {
        let officer = try officer ?? onlyOfficer()
        let file = actKey(of: officer)
        let text = try secretText(file)
        do throws(KeyTextMistake) {
            return (officer, try KeyText.signer(text, name: "\(party)/\(officer)"))
        } catch {
            throw AgentTrouble.configuration("\(file.path): \(error.sentence(in: language))")
        }
    }

    /// The key this agent cosigns checkpoints with; `nil` when it is no witness.
    func witnessKey(party: PartyID) throws -> SigningKey? {
        guard Files.exists(witnessKey.path) else { return nil }
        guard let seed = hexBytes(try secretText(witnessKey)),
            let key = try? SigningKey(witness: "\(party)/witness", seed: seed)
        else {
            throw AgentTrouble.configuration(
                language.pick(
                    "\(witnessKey.path)：应为 64 个十六进制字符的见证密钥",
                    "\(witnessKey.path): expected a witness's key of 64 hexadecimal digits"
                )
            )
        }
        return key
    }

    /// Officers whose act keys lie here, in order of their names.
    func officers() throws -> [OfficerID] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: keys.path)) ?? []
        return names.filter { $0.hasSuffix(".key") && $0 != "curve.key" }
            .compactMap { OfficerID($0.dropLast(4)) }.sorted()
    }

    private func onlyOfficer() throws -> OfficerID {
        let officers = try officers()
        guard officers.count == 1 else {
            let names = officers.map(\.text).joined(separator: ", ")
            throw AgentTrouble.usage(
                language.pick(
                    "请用 --officer 指明签署人（现有：\(names)）",
                    "say who signs with --officer (there are: \(names))"
                )
            )
        }
        return officers[0]
    }

    private func secretText(_ file: URL) throws -> String {
        String(decoding: try Files.read(file.path, most: KeyText.mostBytes), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func parse<Content>(_ file: URL, _ read: ([UInt8]) throws -> Content) throws -> Content
    {
        let bytes = try Files.read(file.path)
        do {
            return try read(bytes)
        } catch let trouble as AgentTrouble {
            throw trouble
        } catch {
            throw AgentTrouble.configuration("\(file.path): \(error)")
        }
    }
}
