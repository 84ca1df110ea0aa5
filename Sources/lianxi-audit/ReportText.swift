import LianxiCore
import LianxiJSON
import LianxiLedger

/// A report as people and as scripts read it.
struct ReportText {
    private let language: Language
    private let pace: Pace
    private let isHashesOnly: Bool

    init(_ language: Language, pace: Pace, isHashesOnly: Bool) {
        self.language = language
        self.pace = pace
        self.isHashesOnly = isHashesOnly
    }

    func text(of report: VerificationReport) -> String {
        var lines = [
            label("账本", "Ledger", report.origin),
            label("条目", "Entries", "\(report.entries)/\(report.size)"),
            label("根哈希", "Root", report.root?.base64 ?? "—"),
            label("事项", "Matters", "\(report.matters)"),
            label("单位", "Parties", "\(report.parties)"),
            label("签名行为", "Acts", "\(report.acts)"),
            label("升级", "Escalations", "\(report.escalations)"),
            label("已核签名", "Signatures verified", "\(report.signatures)"),
        ]
        if report.confirmations > 0 {
            lines.append(label("确认书", "Confirmations", "\(report.confirmations)"))
        }
        if let cosigners = report.cosigners {
            let names = cosigners.isEmpty ? "—" : cosigners.joined(separator: ", ")
            lines.append(label("联署见证", "Cosigned by", names))
        }
        if let commercial = report.commercial {
            lines.append(label("国密签名（SM2）", "SM2 signature", sentence(commercial)))
        }
        // Where there never was such a tree, nothing is said of it.
        if let shadow = report.shadow, shadow.heads > 0 || shadow.checkpoint != .missing {
            lines.append(label("SM3 对照树", "SM3 tree", sentence(shadow)))
        }
        if report.ticks > 0 {
            lines.append(label("报时", "Ticks", "\(report.ticks)"))
            lines.append(
                label(
                    "真实时间有见证可依的条目",
                    "Entries whose real time witnesses bear out",
                    "\(report.bracketed)"
                )
            )
        }
        lines += report.silences.map(sentence)
        lines += report.remarks.map { $0.sentence(in: language) }
        if report.omittedRemarks > 0 {
            lines.append(
                language.pick(
                    "另有 \(report.omittedRemarks) 处须注意。",
                    "And \(report.omittedRemarks) more notes."
                )
            )
        }
        lines.append(pace.sentence(language))
        lines += report.findings.map { "- \($0.sentence(in: language))" }
        if report.omitted > 0 {
            lines.append(
                language == .zh ? "- 另有 \(report.omitted) 处。" : "- And \(report.omitted) more."
            )
        }
        lines.append(verdict(of: report))
        return lines.map { "\($0)\n" }.joined()
    }

    func json(of report: VerificationReport) -> String {
        var object = JSONObject([
            ("verified", .bool(report.isFine)), ("origin", .string(report.origin)),
            ("size", number(report.size)), ("entries", number(report.entries)),
            ("matters", JSONValue(report.matters)), ("acts", JSONValue(report.acts)),
            ("signatures", JSONValue(report.signatures)), ("parties", JSONValue(report.parties)),
            ("escalations", JSONValue(report.escalations)),
            ("confirmations", JSONValue(report.confirmations)),
            ("milliseconds", number(pace.wall / 1_000_000)),
            ("work-milliseconds", number(pace.work / 1_000_000)),
            ("hashing-permille", number(pace.hashingPermille)),
            ("hashes-only", .bool(isHashesOnly)),
            ("findings", .array(report.findings.map(json))), ("omitted", JSONValue(report.omitted)),
            ("remarks", .array(report.remarks.map(json))),
            ("omitted-remarks", JSONValue(report.omittedRemarks)),
        ])
        if report.ticks > 0 {
            object.set("ticks", JSONValue(report.ticks))
            object.set("bracketed", number(report.bracketed))
            object.set(
                "silences",
                .array(
                    report.silences.map { silence in
                        [
                            "before": number(silence.before),
                            "from": JSONValue(silence.from.milliseconds),
                            "to": JSONValue(silence.to.milliseconds),
                        ]
                    }
                )
            )
        }
        if let commercial = report.commercial {
            object.set("commercial", .string(commercial.rawValue))
        }
        if let shadow = report.shadow {
            object.set(
                "sm3",
                [
                    "checkpoint": .string(shadow.checkpoint.rawValue),
                    "compared": JSONValue(shadow.compared), "heads": JSONValue(shadow.heads),
                    "size": number(shadow.size),
                ]
            )
        }
        if let cosigners = report.cosigners {
            object.set("cosigned-by", .array(cosigners.map { .string($0) }))
        }
        if let root = report.root { object.set("root", .string(root.base64)) }
        return String(decoding: JSONValue.object(object).canonicalBytes, as: UTF8.self) + "\n"
    }

    private func sentence(_ verdict: CommercialVerdict) -> String {
        switch (verdict, language) {
        case (.valid, .zh): "有效"
        case (.valid, .en): "valid"
        case (.missing, .zh): "没有该密钥的签名"
        case (.missing, .en): "none by that key"
        case (.wrong, .zh): "无效"
        case (.wrong, .en): "not valid"
        case (.unchecked, .zh): "有，但没有核验：本机没有支持 SM2 的 libcrypto.so.3（OpenSSL 3）"
        case (.unchecked, .en):
            "there, but not checked: this machine has no libcrypto.so.3 (OpenSSL 3) with SM2"
        }
    }

    private func sentence(_ shadow: ShadowFindings) -> String {
        let (compared, heads) = (shadow.compared, shadow.heads)
        let signed =
            switch (shadow.checkpoint, language) {
            case (.valid, .zh): "检查点有效，至第 \(shadow.size) 条"
            case (.valid, .en): "its checkpoint is valid, over \(shadow.size) entries"
            case (.missing, .zh): "导出中没有其检查点"
            case (.missing, .en): "the export has no checkpoint of it"
            case (.wrong, .zh): "检查点无效"
            case (.wrong, .en): "its checkpoint is not valid"
            case (.unchecked, .zh): "没有核验：本机没有支持 SM3 的 libcrypto.so.3（OpenSSL 3）"
            case (.unchecked, .en):
                "not checked: this machine has no libcrypto.so.3 (OpenSSL 3) with SM3"
            }
        return language == .zh
            ? "\(signed)；账本内记载 \(heads) 处，核对 \(compared) 处"
            : "\(signed); the ledger has \(heads) heads of it, \(compared) were compared"
    }

    private func sentence(_ silence: Silence) -> String {
        language == .zh
            ? "空白：\(silence.from.wallText) 至 \(silence.to.wallText)（第 \(silence.before) 条之前）服务没有运行。"
            : "Gap: the daemon did not run from \(silence.from.wallText) to \(silence.to.wallText) "
                + "(before entry \(silence.before))."
    }

    private func json(_ finding: VerificationFinding) -> JSONValue {
        var object = JSONObject([
            ("kind", .string(finding.kind.rawValue)), ("detail", .string(finding.detail)),
            ("sentence", .string(finding.sentence(in: language))),
        ])
        if let entry = finding.entry { object.set("entry", number(entry)) }
        return .object(object)
    }

    private func json(_ remark: Remark) -> JSONValue {
        [
            "kind": .string(remark.kind.rawValue), "entry": number(remark.entry),
            "party": .string(remark.party.text), "sentence": .string(remark.sentence(in: language)),
        ]
    }

    private func label(_ chinese: String, _ english: String, _ value: String) -> String {
        language == .zh ? "\(chinese)：\(value)" : "\(english): \(value)"
    }

    private func verdict(of report: VerificationReport) -> String {
        let count = report.count
        if isHashesOnly, report.isFine {
            return language == .zh
                ? "结论：哈希与检查点一致；条目未逐条核验。"
                : "Verdict: the hashes are what the checkpoint says; the entries were not looked into."
        }
        switch (language, report.isFine) {
        case (.zh, true): return "结论：账本完整，与检查点一致。"
        case (.en, true): return "Verdict: the ledger is whole and is what its checkpoint says."
        case (.zh, false): return "结论：发现 \(count) 处问题。"
        case (.en, false): return "Verdict: found wanting, in \(count) places."
        }
    }
}

/// A number as JSON can carry it; one beyond 2^53 − 1, which only a forger writes, is cut to that.
func number(_ value: UInt64) -> JSONValue {
    JSONValue(min(value, UInt64(JSONValue.largestInteger)))
}
