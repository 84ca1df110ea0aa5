import LianxiCore

extension Narrator {
    func redated(_ key: ClockKey, _ start: ClockStart, _ to: PartyID?) -> String {
        let date = start.dates.legal ?? start.dates.target
        let by = date?.description ?? language.pick("暂定", "provisional")
        let told = to.map { " → \(name($0))" } ?? ""
        return language.pick(
            "\(number(key)) 期限 \(key.duty) 已按新日历确定：\(by)\(told)",
            "\(number(key)): clock \(key.duty) dated by the new calendar: \(by)\(told)"
        )
    }

    func changed(_ it: ChannelChanged) -> String {
        let channel = it.channel.words(language)
        let since = it.since.wallText
        let what =
            it.isWorking
            ? language.pick("\(channel)已恢复，自 \(since)", "\(channel) works again since \(since)")
            : language.pick(
                "\(channel)故障，自 \(since)，待发 \(it.waiting) 件",
                "\(channel) fails since \(since), \(it.waiting) waiting"
            )
        return language.pick("\(name(it.party)) 的\(what)", "\(name(it.party)): \(what)")
            + " → \(name(it.recipient))" + late(it.isLate)
    }

    func changed(_ it: PresenceChanged) -> String {
        let units = it.units.map { unit in
            language.pick(
                "\(name(unit.party))（自 \(unit.since.wallText)）",
                "\(name(unit.party)) (since \(unit.since.wallText))"
            )
        }
        let all = units.joined(separator: language.pick("、", ", "))
        let what =
            it.isDark
            ? language.pick("工作时间失联：\(all)", "dark in working hours: \(all)")
            : language.pick("恢复联系：\(all)", "heard again: \(all)")
        return what + " → \(name(it.recipient))" + late(it.isLate)
    }

    private func late(_ isLate: Bool) -> String {
        isLate ? language.pick("（补发）", " (told late)") : ""
    }
}
