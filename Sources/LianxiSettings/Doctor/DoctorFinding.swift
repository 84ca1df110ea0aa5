package import LianxiCore
package import LianxiJSON

/// One thing found wrong with an installation.
package struct DoctorFinding: Hashable, Sendable {
    package let code: DoctorCode
    /// Where: a path, a party, or what a store said.
    package let place: String

    package init(_ code: DoctorCode, _ place: String) {
        self.code = code
        self.place = place
    }

    /// Three lines: code and cause, place, cure.
    package func text(_ language: Language) -> String {
        let mark =
            code.isError ? language.pick("错误", "error") : language.pick("注意", "warning")
        return """
            \(code.rawValue) \(mark) \(code.cause[language])
              \(place)
              \(language.pick("处置：", "Cure: "))\(code.cure[language])
            """
    }

    /// The same for programs.
    package func json(_ language: Language) -> JSONValue {
        [
            "code": .string(code.rawValue), "error": .bool(code.isError),
            "cause": .string(code.cause[language]), "place": .string(place),
            "cure": .string(code.cure[language]),
        ]
    }
}

extension [DoctorFinding] {
    /// Something keeps the daemon from its work.
    package var hasError: Bool { contains(where: \.code.isError) }

    package func text(_ language: Language) -> String {
        isEmpty
            ? language.pick("未发现问题。", "Nothing was found wrong.")
            : map { $0.text(language) }.joined(separator: "\n")
    }

    package func json(_ language: Language) -> JSONValue {
        JSONValue([("findings", .array(map { $0.json(language) }))])
    }
}
