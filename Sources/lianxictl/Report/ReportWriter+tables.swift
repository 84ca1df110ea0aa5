import LianxiCore
import LianxiWire

extension ReportWriter {
    /// The indicators chosen, each with its numbers and its source.
    func figures(_ isChosen: (Indicator) -> Bool) -> Table {
        let rows = reply.figures.filter { isChosen($0.indicator) }.map { figure in
            [
                Cell(figure.indicator.title(language)),
                Cell(number: figure.value, band: figure.band), Cell(number: figure.pair),
                Cell(number: figure.late.map { "\($0)" } ?? ""),
                Cell(number: figure.missed.map { "\($0)" } ?? ""),
                Cell(ReportWords.source(figure.indicator.definition.source, language)),
            ]
        }
        return Table(
            language.pick("指标", "Indicators"),
            language == .zh
                ? ["指标", "数值", "分子/分母", "逾期完成", "逾期未完成", "依据"]
                : ["indicator", "value", "numerator/denominator", "late", "missed", "source"],
            rows
        )
    }

    /// One list, with the period before and the change where it is compared.
    func table(_ name: StatisticsTable) -> Table {
        let list = reply[name]
        let rows = list?.rows ?? []
        let isCompared = rows.contains { $0.before != nil }
        var header = ReportWords.header(of: name, language) + [language.pick("本期", "count")]
        if isCompared {
            header += [language.pick("上期", "before"), language.pick("增减", "change")]
        }
        let cells = rows.map { row in
            var cells = [Cell(label(row.key, of: name))]
            if let second = row.second { cells.append(Cell(second)) }
            cells.append(Cell(row.count))
            if let before = row.before { cells += [Cell(before), Cell(row.count - before)] }
            return cells
        }
        return Table(
            name.title(language),
            header,
            cells,
            note: more(shown: rows.count, of: list?.total ?? 0)
        )
    }

    /// The units, best on-time conclusion first; a place is not given where nothing was due.
    var ranking: Table {
        let indicators = Indicator.ofUnits
        let rows = reply.units.enumerated().map { place, unit in
            let isRanked = [.conclusion, .unitNotice].contains { (unit[$0]?.denominator ?? 0) > 0 }
            let cells = indicators.compactMap { unit[$0] }.map { figure in
                let pair = figure.denominator.map { $0 > 0 } ?? false ? " (\(figure.pair))" : ""
                return Cell(number: figure.value + pair, band: figure.band)
            }
            return [
                Cell(number: isRanked ? "\(place + 1)" : "—"),
                Cell(unit.name.isEmpty ? unit.unit.text : unit.name),
            ] + cells
        }
        return Table(
            language.pick("各单位（按期办结率由高到低）", "Units, best on-time conclusion first"),
            [language.pick("名次", "place"), language.pick("单位", "unit")]
                + indicators.map { $0.title(language) },
            rows,
            note: more(shown: rows.count, of: reply.unitTotal)
        )
    }

    private func label(_ key: String, of name: StatisticsTable) -> String {
        if name == .units, let unit = reply.units.first(where: { $0.unit.text == key }) {
            return unit.name.isEmpty ? key : unit.name
        }
        let word = ReportWords.key(key, of: name, language)
        return word.isEmpty ? language.pick("（未填）", "(empty)") : word
    }

    private func more(shown: Int, of all: Int) -> String {
        guard all > shown else { return "" }
        return language.pick("仅列前 \(shown) 行，共 \(all) 行。", "The first \(shown) of \(all) rows.")
    }
}
