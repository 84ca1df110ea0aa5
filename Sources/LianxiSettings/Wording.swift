/// The languages people are spoken to in.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
}

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
        case .chinese: chinese
        case .english: english
        }
    }
}
