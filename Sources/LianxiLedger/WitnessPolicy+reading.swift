extension WitnessPolicy {
    /// The most bytes of a policy's file.
    package static let mostBytes = 65_536

    /// Reads a policy's file.
    ///
    /// - Parameter bytes: At most ``mostBytes``.
    /// - Throws: ``WitnessPolicyError`` with the first line that is wrong.
    package init(parsing bytes: [UInt8]) throws(WitnessPolicyError) {
        guard bytes.count <= Self.mostBytes else {
            throw WitnessPolicyError(line: 1, chinese: "至多 64 KiB", english: "at most 64 KiB")
        }
        var reader = WitnessPolicyReader()
        for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            try reader.read(line)
        }
        self = try reader.policy()
    }
}

/// Reads a policy line by line; a name is defined before it is used.
private struct WitnessPolicyReader {
    /// What the quorum line said; no demand for `none`.
    private struct Quorum {
        let demand: WitnessPolicy.Demand?
    }

    private var number = 0
    private var logs: [VerifierKey] = []
    private var witnesses: [WitnessPolicy.Witness] = []
    private var demands: [String: WitnessPolicy.Demand] = [:]
    private var members: Set<String> = []
    private var quorum: Quorum?

    mutating func read(_ line: ArraySlice<UInt8>) throws(WitnessPolicyError) {
        number += 1
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }),
            let text = String(validating: line, as: UTF8.self)
        else { throw wrong("不含控制字符的 UTF-8", "UTF-8 without control characters") }
        let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard let first = words.first, !first.hasPrefix("#") else { return }
        let rest = Array(words.dropFirst())
        switch first {
        case "log": try readLog(rest)
        case "witness": try readWitness(rest)
        case "group": try readGroup(rest)
        case "quorum": try readQuorum(rest)
        default: throw wrong("log、witness、group、quorum 或 #", "log, witness, group, quorum or #")
        }
    }

    func policy() throws(WitnessPolicyError) -> WitnessPolicy {
        guard !logs.isEmpty else {
            throw wrong("文件中有一行 log VKEY", "a line \"log VKEY\" before the end")
        }
        guard let quorum else {
            throw wrong("文件中有一行 quorum NAME|none", "a line \"quorum NAME|none\" before the end")
        }
        return WitnessPolicy(logs: logs, witnesses: witnesses, quorum: quorum.demand)
    }

    private mutating func readLog(_ words: [String]) throws(WitnessPolicyError) {
        guard words.count == 1 else { throw wrong("log VKEY", "log VKEY") }
        let key = try key(words[0], .note, "账本公钥（01 类）", "a log's key, of kind 01")
        guard !logs.contains(key) else { throw wrong("每个账本只列一次", "each log once") }
        logs.append(key)
    }

    private mutating func readWitness(_ words: [String]) throws(WitnessPolicyError) {
        guard (2...3).contains(words.count) else {
            throw wrong("witness NAME VKEY [URL]", "witness NAME VKEY [URL]")
        }
        let key = try key(words[1], .cosignature, "见证公钥（04 类）", "a witness's key, of kind 04")
        // One key under two names would count twice.
        guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
            throw wrong("每把见证公钥只列一次", "each witness's key once")
        }
        try define(words[0], as: .witness(key))
        let address = try words.dropFirst(2).first.map(address)
        witnesses.append(WitnessPolicy.Witness(name: words[0], key: key, address: address))
    }

    /// An address over HTTP, of at most 1024 visible ASCII characters.
    private func address(_ text: String) throws(WitnessPolicyError) -> String {
        let isFit =
            (text.hasPrefix("http://") || text.hasPrefix("https://")) && text.utf8.count <= 1024
            && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        guard isFit else { throw wrong("网址 http://…", "an address http://...") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private mutating func readGroup(_ words: [String]) throws(WitnessPolicyError) {
        guard words.count >= 3 else {
            throw wrong("group NAME any|all|N MEMBER...", "group NAME any|all|N MEMBER...")
        }
        var group: [WitnessPolicy.Demand] = []
        for name in words[2...] {
            guard let demand = demands[name] else {
                throw wrong(
                    "上文定义过的见证人或组，而不是 \(name)",
                    "a witness or group defined above instead of \(name)"
                )
            }
            guard members.insert(name).inserted else {
                throw wrong("\(name) 在文件中只作一次成员", "\(name) as a member once in the file")
            }
            group.append(demand)
        }
        let least: Int
        switch words[1] {
        case "any": least = 1
        case "all": least = group.count
        case let digits:
            guard let count = decimal(Array(digits.utf8)[...]), (1...UInt64(group.count)) ~= count
            else {
                throw wrong(
                    "any、all 或 1 至 \(group.count)",
                    "any, all or a number from 1 to \(group.count)"
                )
            }
            least = Int(count)
        }
        try define(words[0], as: .group(least: least, members: group))
    }

    private mutating func readQuorum(_ words: [String]) throws(WitnessPolicyError) {
        guard words.count == 1 else { throw wrong("quorum NAME|none", "quorum NAME|none") }
        guard quorum == nil else { throw wrong("只有一行 quorum", "one quorum line") }
        guard words[0] != "none" else {
            quorum = Quorum(demand: nil)
            return
        }
        guard let demand = demands[words[0]] else {
            throw wrong("上文定义过的见证人或组，或 none", "a witness or group defined above, or none")
        }
        quorum = Quorum(demand: demand)
    }

    private mutating func define(
        _ name: String,
        as demand: WitnessPolicy.Demand
    ) throws(WitnessPolicyError) {
        guard name != "none", demands[name] == nil else {
            throw wrong("没有用过的名称，而不是 \(name)", "a name that is not taken instead of \(name)")
        }
        demands[name] = demand
    }

    private func key(
        _ text: String,
        _ kind: VerifierKey.Kind,
        _ chinese: String,
        _ english: String
    ) throws(WitnessPolicyError) -> VerifierKey {
        guard let key = try? VerifierKey(parsing: text), key.kind == kind else {
            throw wrong(chinese, english)
        }
        return key
    }

    private func wrong(_ chinese: String, _ english: String) -> WitnessPolicyError {
        WitnessPolicyError(line: number, chinese: chinese, english: english)
    }
}
