import Glibc
import LianxiCore

/// How one value is read from text, and what to say when it cannot be.
///
/// The same shapes read a YAML file, the environment and a register.
struct Shape<Value>: Sendable {
    let expected: Wording
    /// The names one of which is meant; empty where the value is no name.
    var names: [String] = []
    let read: @Sendable (String) -> Value?

    /// What to say of a text that cannot be read: the name probably meant, else what is expected.
    func expected(for text: String) -> Wording {
        Nearest.name(to: text, among: names).map { Wording("“\($0)”（？）", "\"\($0)\", perhaps") }
            ?? expected
    }
}

extension Shape {
    /// The same shape with one more demand.
    func when(_ expected: Wording, _ holds: @escaping @Sendable (Value) -> Bool) -> Self {
        let read = read
        return Self(expected: expected) { text in read(text).flatMap { holds($0) ? $0 : nil } }
    }
}

extension Shape where Value == String {
    /// A text of 1 to `max` bytes of UTF-8 without control characters.
    static func text(max: Int) -> Self {
        Self(expected: Wording("1 至 \(max) 字节的文字", "a text of 1 to \(max) bytes")) { text in
            let isPrintable = text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7f
            }
            return (1...max).contains(text.utf8.count) && isPrintable ? text : nil
        }
    }

    static let path = Self.text(max: 4096).when(Wording("文件或目录的路径", "a path")) { _ in true }

    /// A name of a log: printable ASCII without blanks and `+`, C2SP `tlog-checkpoint`.
    static let origin = Self(
        expected: Wording(
            "1 至 100 个可见 ASCII 字符，不含空格和 +，例如 xinfang.example.gov.cn/lianxi",
            "1 to 100 visible ASCII characters without blanks and +, such as "
                + "xinfang.example.gov.cn/lianxi"
        )
    ) { text in
        let isFit = text.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "+") }
        return (1...100).contains(text.utf8.count) && isFit ? text : nil
    }

    /// `*`, or an address of this machine in digits; names are not looked up.
    static let listenAddress = Self(
        expected: Wording(
            "* 或本机的 IP 地址",
            "* or an IP address of this machine in digits"
        )
    ) { text in
        var four = in_addr()
        var six = in6_addr()
        let isFit =
            text == "*" || inet_pton(AF_INET, text, &four) == 1
            || inet_pton(AF_INET6, text, &six) == 1
        return isFit ? text : nil
    }

    /// A path short enough for a socket (`sun_path`).
    static let socketPath = Self(
        expected: Wording("1 至 100 字节的套接字路径", "a socket path of 1 to 100 bytes")
    ) { text in (1...100).contains(text.utf8.count) ? text : nil }

    /// A content class, such as `labour`.
    static let subject = Self(
        expected: Wording("1 至 32 个小写字母、数字或 -", "1 to 32 of a-z, 0-9 and -")
    ) { text in DataSetID(text)?.text }
}

extension Shape where Value == Int {
    /// A decimal integer without a leading zero or a plus sign.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        Self(
            expected: Wording(
                "\(range.lowerBound) 至 \(range.upperBound) 的整数",
                "an integer from \(range.lowerBound) to \(range.upperBound)"
            )
        ) { text in
            guard let number = Int(text), "\(number)" == text else { return nil }
            return range.contains(number) ? number : nil
        }
    }
}

extension Shape where Value == Bool {
    static let flag = Self(expected: Wording("true 或 false", "true or false")) { text in
        switch text {
        case "true": true
        case "false": false
        default: nil
        }
    }
}

extension Shape where Value == ClosedRange<Int> {
    /// TCP ports `first-last`, two for each party.
    static let ports = Self(
        expected: Wording(
            "端口范围，如 5600-7599：1 至 65535，首端口小于末端口",
            "a range of ports such as 5600-7599: 1 to 65535, the first below the last"
        )
    ) { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Shape<Int>.integer(1...65_535).read(String($0)) }
        guard parts.count == 2, numbers.count == 2, numbers[0] < numbers[1] else { return nil }
        return numbers[0]...numbers[1]
    }
}

extension Shape
where Value: CaseIterable & RawRepresentable & SendableMetatype, Value.RawValue == String {
    /// One of the names of an enumeration.
    static var choice: Self {
        let names = Value.allCases.map(\.rawValue)
        return Self(
            expected: Wording(
                names.joined(separator: "、") + " 之一",
                "one of " + names.joined(separator: ", ")
            ),
            names: names
        ) { Value(rawValue: $0) }
    }
}

extension Shape {
    /// A short name, as Core defines it.
    static func slug<Tag>() -> Self where Value == Slug<Tag> {
        Self(
            expected: Wording(
                "1 至 32 个小写字母、数字或 -，不以 - 开头",
                "1 to 32 of a-z, 0-9 and -, not beginning with -"
            )
        ) { Slug<Tag>($0) }
    }
}

extension Shape where Value == DutyID {
    static let duty = Self(
        expected: Wording(
            "D01 至 D99、P01 至 P99 或 X01 至 X99",
            "D01 to D99, P01 to P99 or X01 to X99"
        )
    ) { DutyID($0) }
}

extension Shape where Value == CivilDate {
    static let date = Self(
        expected: Wording("存在的日期，如 2026-09-28", "a date that exists, such as 2026-09-28")
    ) { CivilDate($0) }
}

extension Shape where Value == Period {
    static let period = Self(
        expected: Wording(
            "期限：15d（日）、5wd（工作日）或 4h（小时），数字 1 至 999",
            "a period: 15d (days), 5wd (working days) or 4h (hours), 1 to 999"
        )
    ) { Period($0) }

    /// A period that is not in hours.
    static let days = Self.period.when(
        Wording(
            "以日或工作日计的期限：15d 或 5wd，数字 1 至 999",
            "a period in days: 15d or 5wd, 1 to 999"
        )
    ) { period in
        if case .hours = period { false } else { true }
    }
}
