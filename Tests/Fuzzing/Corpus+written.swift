import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

extension Corpus {
    /// Inputs that the project's own writers make.
    static func written(for target: String) -> [[UInt8]] {
        switch target {
        case "witness-policy": texts(policy)
        case "witness-logs": texts("# logs\nlog \(log)\n")
        case "add-checkpoint": [request, AddCheckpoint(oldSize: 0, proof: [], note: []).bytes]
        case "http-answer":
            texts(
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n— a",
                "HTTP/1.0 409 Conflict\r\nContent-Type: text/x.tlog.size\r\n\r\n12\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            )
        case "agent-answer": [keys, signature, [5]]
        case "commercial-key": commercial.map { ["\($0)"] }.map(texts) ?? []
        case "enrolment-request": texts(asking)
        case "enrolment": texts(answering)
        case "spool-act":
            texts(
                #"{"act":"sign","number":12}"#,
                #"{"act":"report","number":12,"result":"supported","text":"已办结","on":"2026-10-08"}"#,
                #"{"act":"request-extension","assignment":"0123456789abcdef0123456789abcdef","period":"10d","text":"疑难","officer":"zhang"}"#
            )
        case "key-file":
            texts(
                String(repeating: "0123456789abcdef", count: 4),
                "ssh-agent:/run/agent.sock#SHA256:\(curve)abc\n\(key("housing/zhang"))\n",
                "command:/usr/bin/sign --key 1#ed25519:\(Digest32.emptyRoot.base64)\n"
                    + "\(key("housing/zhang"))\n"
            )
        case "relay":
            texts(
                "220 relay\n250-relay\n250 OK\n250 OK\n251 OK\n354 go on\n250 taken\n",
                "220 relay\n250 OK\n250 OK\n450 later\n",
                "554 no\n"
            )
        case "confirmation": [confirmation]
        case "seal": [seal]
        case "carried": [carried]
        default: []
        }
    }

    private static func texts(_ texts: String...) -> [[UInt8]] { self.texts(texts) }
    private static func texts(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    // MARK: Keys, which are no secrets

    private static let log = key("xinfang.example/lianxi")
    private static let witnesses = ["audit/witness", "court/witness"].map { name in
        (try? SigningKey(witness: name, seed: seed(name)))?.verifier.description ?? ""
    }

    private static func key(_ name: String) -> String {
        (try? SigningKey(name: name, seed: seed(name)))?.verifier.description ?? ""
    }

    private static func seed(_ name: String) -> [UInt8] {
        Digest32.sha256(of: Array(name.utf8)).bytes
    }

    private static let commercial = try? CommercialKey(
        name: "xinfang.example/lianxi",
        point: [4] + seed("x") + seed("y")
    )

    // MARK: Files

    private static let policy = """
        # who cosigns
        log \(log)
        witness audit \(witnesses[0]) http://10.0.0.8:5590/
        witness court \(witnesses[1])
        group most 1 audit court
        quorum most

        """

    private static let asking =
        #"{"v":1,"party":"housing","kind":"department","name":"区住房和城乡建设局","curve-key":"\#(curve)","#
        + #""act-keys":[{"officer":"zhang","key":"\#(key("housing/zhang"))","head":true}],"invitation":"token"}"#

    private static let answering =
        #"{"v":1,"origin":"xinfang.example/lianxi","party":"housing","feed":"tcp://10.2.0.5:5602","#
        + #""desk":"tcp://10.2.0.5:5603","server-key":"\#(curve)","log-key":"\#(log)","#
        + #""confirmation-key":"\#(key("xinfang.example/lianxi/confirmation"))"}"#

    private static let curve = String(repeating: "A", count: 40)

    // MARK: Statements that are signed

    private static let confirmation = Confirmation(
        origin: "log",
        at: Timestamp(seconds: 1_768_464_000),
        entries: [
            Confirmation.Line(index: 7, hash: .emptyRoot),
            Confirmation.Line(index: 9, hash: .emptyRoot),
        ]
    ).text
    private static let seal = BundleSeal(
        origin: "log",
        party: PartyID(fixed: "housing"),
        at: Timestamp(seconds: 1_768_464_000),
        digest: .emptyRoot
    ).text

    // MARK: Messages

    private static let request = AddCheckpoint(
        oldSize: 7,
        proof: [Digest32.sha256(of: [1]), Digest32.sha256(of: [2])],
        note: Array("xinfang.example/lianxi\n9\n\(Digest32.emptyRoot.base64)\n\n— a b\n".utf8)
    ).bytes

    /// One key and its comment, as an ssh-agent answers.
    private static let keys =
        [12, 0, 0, 0, 1] + string(string(algorithm) + string(seed("k"))) + string([0x6b])
    private static let signature =
        [14] + string(string(algorithm) + string(seed("r") + seed("s")))
    private static let algorithm = Array("ssh-ed25519".utf8)

    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        [0, 0, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xff)] + bytes
    }

    private static let carried: [UInt8] = {
        let acts = OfficeBundle.Acts(request: RequestID(high: 1, low: 2), body: .object(.init([])))
        let content = OfficeBundle(after: 3, kept: 9, orders: [], note: nil, acts: [acts])
        let text = String(decoding: content.encode().canonicalBytes, as: UTF8.self)
        return BundleFile(content: text, note: "party housing\n").encode().canonicalBytes
    }()
}
