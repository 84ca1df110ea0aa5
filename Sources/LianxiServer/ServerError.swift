package import LianxiCore
package import LianxiLedger
package import LianxiWire

/// Why the server does not start, or had to stop.
package struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and so how the door ends.
    package enum Kind: String, Hashable, Sendable {
        /// Ledger, lock or configuration do not fit together; a restart does not cure it (exit 78).
        case refused
        /// Input or output failed, or its outcome is unknown; recover from the file (exit 74).
        case storage
        /// The clock lies before the newest entry (exit 74: it may be set right meanwhile).
        case clock
        /// An address could not be opened (exit 78), or the transport broke down.
        case transport

        fileprivate var words: String {
            switch self {
            case .refused: "账本、签署锁与配置不符，重启无济于事"
            case .storage: "读写失败，或结果未知"
            case .clock: "时钟早于最新记录"
            case .transport: "不能监听或传输中断"
            }
        }
    }
    package let kind: Kind
    package let description: String
    private let chinese: String

    /// - Parameters:
    ///   - kind: What is wrong.
    ///   - description: In English.
    ///   - chinese: The same in Chinese; without, the kind is said in Chinese before the English.
    package init(_ kind: Kind, _ description: String, zh chinese: String? = nil) {
        self.kind = kind
        self.description = description
        self.chinese = chinese ?? "\(kind.words)（\(description)）"
    }

    package init(_ error: StorageError) {
        self.init(
            error.kind == .refused ? .refused : .storage,
            error.description,
            zh: error.sentence(in: .zh)
        )
    }

    package init(_ refusal: SignerRefusal) {
        self.init(.refused, refusal.description, zh: refusal.sentence(in: .zh))
    }

    /// For an administrator to read.
    package func sentence(in language: Language) -> String { language.pick(chinese, description) }

    package init(_ error: TransportError) {
        self.init(.transport, error.description, zh: error.sentence(in: .zh))
    }
}
