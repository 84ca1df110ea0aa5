/// The language of what people read: Simplified Chinese first, English as the other.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case zh, en

    /// The language a locale's name asks for: English only when it says so.
    ///
    /// - Parameter locale: Such as `en_GB.UTF-8`, from LC_ALL, LC_MESSAGES or LANG; `nil` when unset.
    package init(locale: String?) {
        self = locale?.hasPrefix("en") == true ? .en : .zh
    }

    /// One of two sentences.
    package func pick(_ chinese: String, _ english: String) -> String {
        self == .zh ? chinese : english
    }
}
