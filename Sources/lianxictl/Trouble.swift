import LianxiCore
import LianxiSettings
import LianxiTokens

/// Why a command ends without having done what was asked, with the exit code.
struct Trouble: Error, Equatable {
    let code: Int32
    /// Empty when all has been said already.
    let message: String

    /// Refused, or found wanting.
    static func refused(_ message: String) -> Self { Self(code: 1, message: message) }
    /// A mistake in the words of the command.
    static func usage(_ message: String) -> Self { Self(code: 2, message: message) }
    /// Cannot reach the daemon or open a file.
    static func cannotOpen(_ message: String) -> Self { Self(code: 3, message: message) }
    /// Refused, and told already.
    static let told = Self(code: 1, message: "")
}

/// An officer's key cannot be read from its file.
struct KeyTrouble: Error {
    let file: String
    let mistake: KeyTextMistake

    func sentence(in language: Language) -> String {
        "\(file): \(mistake.sentence(in: language))"
    }
}

extension SettingsError {
    /// A file could not be read at all, so nothing can be said about what is in it.
    var isUnreadable: Bool { problems.contains { $0.kind == .unreadable } }
}
