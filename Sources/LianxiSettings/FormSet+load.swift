package import LianxiCore

extension FormSet {
    /// Reads the office's list of forms, and the forms and the style sheet beside it.
    ///
    /// - Parameter file: Path of `forms.yaml`; each kind's form is the file of its name with `.html`, the style
    ///   sheet is `style.css`.
    /// - Returns: The forms.
    /// - Throws: Everything that is wrong in any of the files, with file and line.
    package static func load(_ file: String) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        let bureau = top.value("bureau", .text(max: 96))
        let conference = top.value("conference", .text(max: 96))
        let causes = top.values("causes", .subject, count: 0...100)
        var numbers: [(kind: DocumentKind, pattern: NumberPattern)] = []
        for section in top.sections("series", count: 1...DocumentKind.allCases.count) {
            numbers += read(section, beside: numbers)
        }
        top.finish()
        let folder = Paths.folder(of: file)
        var problems = document.findings.problems
        var forms: [DocumentKind: Form] = [:]
        var style = ""
        do {
            style = try text(Paths.resolve("style.css", in: folder))
        } catch { problems += error.problems }
        for (kind, pattern) in numbers {
            do {
                forms[kind] = try form(of: kind, in: folder, style, pattern)
            } catch { problems += error.problems }
        }
        guard problems.isEmpty, let bureau, let conference else { throw SettingsError(problems) }
        return Self(
            bureau: bureau,
            conference: conference,
            causes: causes,
            style: style,
            forms: forms
        )
    }

    /// One series with the kinds numbered in it; each kind stands in one series only.
    private static func read(
        _ section: consuming MappingReader,
        beside others: [(kind: DocumentKind, pattern: NumberPattern)]
    ) -> [(kind: DocumentKind, pattern: NumberPattern)] {
        let id: SeriesID? = section.value("id", .slug())
        let code = section.value("code", .text(max: 32))
        let pattern = section.value("pattern", .text(max: 64))
        let kinds = section.values(
            "kinds",
            Shape<DocumentKind>.choice,
            count: 1...DocumentKind.allCases.count
        )
        for kind in kinds where others.contains(where: { $0.kind == kind }) {
            section.reject(
                "kinds",
                value: kind.rawValue,
                expected: Wording("每种文书只属一个文号系列", "each kind in one series only")
            )
        }
        section.finish()
        guard let id, let code, let pattern else { return [] }
        guard let numbers = NumberPattern(series: id, code: code, pattern: pattern),
            !others.contains(where: {
                $0.pattern.series == id
                    || $0.pattern.text(year: 2000, serial: 1) == numbers.text(year: 2000, serial: 1)
            })
        else {
            section.reject(
                "pattern",
                value: pattern,
                expected: Wording(
                    "含 {year} 和 {number} 各一次、至多 \(StepDetails.labelBytes) 字节、与其他系列不同的文号",
                    "a number with {year} and {number} once each, of at most "
                        + "\(StepDetails.labelBytes) bytes, unlike those of the other series"
                )
            )
            return []
        }
        return kinds.map { ($0, numbers) }
    }

    private static func form(
        of kind: DocumentKind,
        in folder: String,
        _ style: String,
        _ pattern: NumberPattern
    ) throws(SettingsError) -> Form {
        let file = Paths.resolve("\(kind.rawValue).html", in: folder)
        let text = try text(file)
        let (template, mistakes) = FormTemplate.read(text, of: kind)
        guard let template else {
            throw SettingsError(mistakes.map { $0.problem(in: file) })
        }
        return Form(template: template, source: text + style, numbers: pattern)
    }

    private static func text(_ file: String) throws(SettingsError) -> String {
        let bytes = try FileBytes.read(file, most: 32_768)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsError([
                SettingsProblem(
                    .wrong,
                    file: file,
                    line: nil,
                    column: nil,
                    key: "",
                    value: "…",
                    expected: Wording("UTF-8 文字", "text in UTF-8")
                )
            ])
        }
        return text
    }
}

extension FormTemplate.Mistake {
    fileprivate func problem(in file: String) -> SettingsProblem {
        let names = FormPlace.allCases.map { "{{\($0.rawValue)}}" }
        let (kind, value, expected): (SettingsProblem.Kind, String?, Wording) =
            switch what {
            case .unknownPlace(let name):
                (
                    .unknown, "{{\(name)}}",
                    Wording(
                        names.joined(separator: "、") + " 之一",
                        "one of " + names.joined(separator: ", ")
                    )
                )
            case .unclosed: (.wrong, "{{", Wording("以 }} 结束的占位", "a place that ends with }}"))
            case .missingPlace(let place):
                (
                    .missing, nil,
                    Wording("占位 {{\(place.rawValue)}}", "the place {{\(place.rawValue)}}")
                )
            case .script: (.wrong, "script", Wording("不含脚本的文字", "text without scripts"))
            }
        return SettingsProblem(
            kind,
            file: file,
            line: line == 0 ? nil : line,
            column: nil,
            key: "",
            value: value,
            expected: expected
        )
    }
}
