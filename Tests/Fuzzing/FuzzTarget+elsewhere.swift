import LianxiClient
import LianxiCore
import LianxiHTTP
import LianxiJSON
import LianxiLedger
import LianxiTokens
import LianxiWire

extension FuzzTarget {
    /// What other programs answer, and files that come by hand or by post.
    static let elsewhere: [FuzzTarget] = [
        FuzzTarget("witness-policy") { bytes in _ = try WitnessPolicy(parsing: bytes) },
        FuzzTarget("witness-logs") { bytes in _ = try WitnessBook(parsing: bytes) },
        FuzzTarget("add-checkpoint") { bytes in
            _ = AddCheckpoint.keptSize(in: bytes)
            let request = try AddCheckpoint(parsing: bytes)
            try Complaint.unless(request.bytes == bytes, "the request is written otherwise")
            _ = WitnessBook(logs: []).verdict(on: request, kept: nil)
        },
        FuzzTarget("http-answer") { bytes in
            let answer = try HTTPAnswer(parsing: bytes)
            try Complaint.unless(
                (0...999).contains(answer.status) && answer.body.count <= bytes.count,
                "more was read than was answered"
            )
        },
        FuzzTarget("agent-answer") { bytes in
            let keys = AgentMessage.publicKeys(in: bytes)
            try Complaint.unless(
                keys?.allSatisfy { $0.count == 32 } ?? true,
                "a key of another length"
            )
            guard keys != nil || AgentMessage.signature(in: bytes) != nil else { throw Refused() }
        },
        FuzzTarget("commercial-key") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let key = try CommercialKey(parsing: text)
            try Complaint.unless("\(key)".utf8.elementsEqual(bytes), "the key is written otherwise")
        },
        FuzzTarget("enrolment-request") { bytes in
            let request = try EnrolmentRequest(parsing: bytes)
            try Complaint.unless(
                try EnrolmentRequest(parsing: request.bytes) == request,
                "the request is read otherwise when it is written again"
            )
        },
        FuzzTarget("enrolment") { bytes in
            let enrolment = try Enrolment(parsing: bytes)
            try Complaint.unless(
                try Enrolment(parsing: enrolment.bytes) == enrolment,
                "the answer is read otherwise when it is written again"
            )
        },
        FuzzTarget("key-file") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let signer = try KeyText.signer(text, name: "housing/zhang")
            try Complaint.unless(
                signer.verifier.name == "housing/zhang",
                "the key is another's"
            )
        },
        FuzzTarget("relay") { bytes in
            var dialogue = MailDialogue(SpokenRelay(bytes), name: "here")
            try dialogue.send(
                Mail(
                    from: "a@here",
                    to: "b@there",
                    subject: "x",
                    body: "y",
                    id: "1",
                    date: Timestamp(milliseconds: 0)
                )
            )
        },
        FuzzTarget("spool-act") { bytes in _ = try SpoolAct(parsing: bytes) },
        FuzzTarget("carried") { bytes in
            let file = try BundleFile(decoding: JSONValue(parsing: bytes))
            _ = BundleFile.party(of: bytes)
            let content = try JSONValue(parsing: Array(file.content.utf8))
            if let unit = try? UnitBundle(decoding: content) { try checkAgain(unit) }
            if let office = try? OfficeBundle(decoding: content) { try checkAgain(office) }
        },
    ]

    /// What was read is written in a form that says the same.
    private static func checkAgain<Content: WireObject>(_ content: Content) throws {
        let first = content.encode()
        try Complaint.unless(
            try Content(decoding: first).encode() == first,
            "the bundle is read otherwise when it is written again"
        )
    }
}

/// A mail relay that says these lines, whatever it is told, and then nothing more.
private struct SpokenRelay: MailConnection {
    private var lines: ArraySlice<ArraySlice<UInt8>>

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)[...]
    }

    mutating func send(_ bytes: [UInt8]) {}

    mutating func readLine() throws(MailFailure) -> String {
        guard let line = lines.popFirst() else { throw MailFailure(.relay, "it is gone") }
        return String(decoding: line, as: UTF8.self)
    }
}
