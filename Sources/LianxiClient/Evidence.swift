package import LianxiCore

/// Something that must not be lost because it contradicts what was signed before.
package struct Evidence: Hashable, Sendable {
    /// What it shows; also the beginning of the files' names.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Two checkpoints of one log that do not continue each other.
        case checkpointFork = "checkpoint-fork"
        /// A checkpoint whose proof does not show that it continues the one kept.
        case unprovenCheckpoint = "checkpoint-unproven"
        /// The desk knows fewer entries than it signed for before: an old copy, or cut short.
        case shrunkenLedger = "ledger-shrunken"
        /// Entries were sent, and no checkpoint that covers them was shown for long.
        case withheldCheckpoint = "checkpoint-withheld"
        /// What witnesses cosigned last is too long ago: what is shown may be an old copy.
        case staleCheckpoint = "checkpoint-stale"
        /// An entry that was confirmed does not lie in the ledger under a witnessed checkpoint.
        case missingEntry = "entry-missing"
        /// A confirmation that its key did not sign, or that does not cover the acts.
        case wrongConfirmation = "wrong-confirmation"
        /// A feed number under which another entry was sent before.
        case rewrittenFeed = "rewritten-feed"
    }
    package let kind: Kind
    /// A sentence in English for the file; people are told in their language.
    package let reason: String
    /// Name and content of each file.
    package let files: [File]

    /// One file of the evidence.
    package struct File: Hashable, Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    package init(kind: Kind, reason: String, files: [File]) {
        self.kind = kind
        self.reason = reason
        self.files = files
    }
}

extension Evidence {
    /// What people are told of it.
    package func sentence(_ language: Language) -> String {
        let what =
            switch kind {
            case .checkpointFork:
                language.pick(
                    "账本检查点与本机所存的不一致，已拒绝",
                    "a checkpoint contradicts the one kept; refused"
                )
            case .unprovenCheckpoint:
                language.pick(
                    "未能证明新的账本检查点接续本机所存的，已拒绝",
                    "a newer checkpoint is not shown to continue the one kept; refused"
                )
            case .shrunkenLedger:
                language.pick(
                    "账本比先前签署的短：可能恢复了旧备份，或被截短",
                    "the ledger is shorter than what was signed before: an old copy, or cut short"
                )
            case .withheldCheckpoint:
                language.pick(
                    "长时间没有收到覆盖已收条目的检查点：看到的账本可能是旧的",
                    "no checkpoint covers what was received: this view of the ledger may be stale"
                )
            case .staleCheckpoint:
                language.pick(
                    "账本最近一次见证联署距今过久：看到的可能是旧的账本，或见证人都联系不上",
                    "the ledger's newest cosignatures are too old: this view may be stale, "
                        + "or no witness can be reached"
                )
            case .missingEntry:
                language.pick(
                    "已确认的条目不在经见证的账本中",
                    "an entry that was confirmed is not in the witnessed ledger"
                )
            case .wrongConfirmation:
                language.pick("服务的回执无效，已拒绝", "a confirmation is no good; refused")
            case .rewrittenFeed:
                language.pick("同一编号收到了不同的内容", "another entry came under a number kept before")
            }
        return language.pick(
            "\(what)（\(reason)），证据已存入 evidence 目录，请向联席办核实",
            "\(what) (\(reason)); the evidence is in the folder evidence: ask the office"
        )
    }
}

/// Where evidence is laid down.
///
/// The door writes it into the inbox's directory.
package protocol EvidenceKeeper: Sendable {
    /// Keeps it durably; keeping the same again has no further effect.
    func keep(_ evidence: Evidence)
}
