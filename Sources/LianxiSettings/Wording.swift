package import LianxiCore

/// One sentence or phrase for people, in both languages.
package struct Wording: Hashable, Sendable {
    package let chinese: String
    package let english: String

    package init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    package subscript(_ language: Language) -> String {
        switch language {
        case .zh: chinese
        case .en: english
        }
    }
}
