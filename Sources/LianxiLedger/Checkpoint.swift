package import LianxiCore

/// The statement a log signs: its origin, its size and its root.
///
/// C2SP tlog-checkpoint.
package struct Checkpoint: Hashable, Sendable {
    package let origin: String
    package let size: UInt64
    package let root: Digest32

    /// Stops the process when the origin has no form of one; see ``isOrigin(_:)``.
    package init(origin: String, size: UInt64, root: Digest32) {
        precondition(Self.isOrigin(origin), "\(origin) cannot be an origin")
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads a checkpoint's text: three lines, no more.
    ///
    /// - Throws: ``NoteError/malformed(_:)``
    package init(parsing text: [UInt8]) throws(NoteError) {
        var lines = LineReader(text)
        guard let first = lines.next(), let origin = String(validating: first, as: UTF8.self),
            Self.isOrigin(origin), let second = lines.next(), let size = decimal(second),
            let third = lines.next(),
            let root = Digest32(base64: String(decoding: third, as: UTF8.self)), lines.isAtEnd
        else { throw .malformed("a checkpoint is origin, size and root, a line each") }
        guard size > 0 || root == .emptyRoot else { throw .malformed("size 0 has another root") }
        self.init(origin: origin, size: size, root: root)
        guard self.text == text else { throw .malformed("the checkpoint is written otherwise") }
    }

    /// Reads a checkpoint that this key signed for the origin of its own name.
    ///
    /// - Parameters:
    ///   - note: The checkpoint with its signature lines.
    ///   - key: The log's key; its name is the origin.
    ///   - witnesses: Keys whose lines, where they stand, must fit too.
    /// - Throws: ``NoteError``
    package init(
        verifying note: [UInt8],
        by key: VerifierKey,
        witnesses: [VerifierKey] = []
    ) throws(NoteError) {
        let signed = try SignedNote(parsing: note)
        try signed.verified(by: [key])
        if !signed.signers(among: witnesses).isEmpty { try signed.verified(by: witnesses) }
        let checkpoint = try Checkpoint(parsing: signed.text)
        guard checkpoint.origin == key.name else { throw .foreign(origin: checkpoint.origin) }
        self = checkpoint
    }

    /// What is signed.
    package var text: [UInt8] { Array("\(origin)\n\(size)\n\(root.base64)\n".utf8) }

    /// Whether a text may be an origin: the form of a key's name, and not the first line of any
    /// other statement we or witnesses sign.
    package static func isOrigin(_ text: String) -> Bool {
        isKeyName(Array(text.utf8)) && !SignedStatement.firstLines.contains(text)
    }
}

/// The first lines that keep our signed statements, and cosignatures, apart from checkpoints.
enum SignedStatement {
    static let act = "lianxi-act/v1"
    static let acts = "lianxi-acts/v1"
    static let confirmation = "lianxi-confirmation/v1"
    static let dossier = "lianxi-dossier/v1"
    static let office = "lianxi-office/v1"
    static let wish = "lianxi-wish/v1"
    static let wishes = "lianxi-wishes/v1"
    static let bundle = "lianxi-bundle/v1"
    static let receipts = "lianxi-receipts/v1"
    static let cosignature = "cosignature/v1"
    static let firstLines = [
        act, acts, confirmation, dossier, office, wish, wishes, bundle, receipts, cosignature,
    ]
}
