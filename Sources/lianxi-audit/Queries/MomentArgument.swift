import ArgumentParser
import LianxiCore

/// A moment of the office's wall clock, as people type it.
///
/// `YYYY-MM-DD` is the end of that day; `YYYY-MM-DDTHH:MM` and `YYYY-MM-DDTHH:MM:SS` are that moment.
struct MomentArgument: ExpressibleByArgument, Hashable {
    let moment: Timestamp

    init?(argument: String) {
        let parts = argument.split(separator: "T", omittingEmptySubsequences: false)
        guard let day = parts.first, let date = CivilDate(day), parts.count <= 2 else { return nil }
        guard parts.count == 2 else {
            moment = Timestamp(date, hour: 24).adding(milliseconds: -1)
            return
        }
        let fields = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        let limits: [Int64] = [24, 60, 60]
        guard (2...3).contains(fields.count) else { return nil }
        var seconds: Int64 = 0
        for (place, limit) in limits.enumerated() {
            let field = place < fields.count ? fields[place] : "00"
            guard field.utf8.count == 2, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int64(field), number < limit
            else { return nil }
            seconds = seconds * 60 + number
        }
        moment = Timestamp(date).adding(milliseconds: seconds * 1000)
    }
}

/// A date, as people type it.
struct DateArgument: ExpressibleByArgument, Hashable {
    let date: CivilDate

    init?(argument: String) {
        guard let date = CivilDate(argument) else { return nil }
        self.date = date
    }
}
