/// One field of a CSV record.
struct CSVField: Hashable {
    let text: String
    /// The line of the file on which the field starts, from 1.
    let line: Int
}

/// One record: its fields, or what broke it.
struct CSVRecord {
    /// What keeps a record from being read; the reader goes on with the line after.
    struct Fault {
        let line: Int
        /// Number of the field, from 1.
        let column: Int
        let found: String
        let expected: Wording
    }

    let line: Int
    let fields: [CSVField]
    let fault: Fault?
}

/// Reads comma-separated records of UTF-8 text, RFC 4180, and knows the line and column of each field.
///
/// Lines end in LF or CR LF. A quoted field may hold commas, doubled quotes and line ends. Empty
/// records are skipped. A broken record is returned with its fault and costs only its own first
/// line: an unclosed quote does not swallow the rest of the file.
struct CSVReader {
    /// The longest field, in bytes.
    static let longestField = 65_536
    /// The most fields of a record.
    static let mostFields = 64

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next record that is not empty; `nil` at the end.
    mutating func next() -> CSVRecord? {
        while index < bytes.count {
            let record = record()
            if record.fault != nil || record.fields.contains(where: { !$0.text.isEmpty }) {
                return record
            }
        }
        return nil
    }

    private enum End { case field, record }

    private struct Broken: Error {
        let found: String
        let expected: Wording
    }

    private mutating func record() -> CSVRecord {
        let (start, startLine) = (index, line)
        var fields: [CSVField] = []
        while true {
            let fieldLine = line
            do throws(Broken) {
                guard fields.count < Self.mostFields else {
                    throw Broken(
                        found: "\(fields.count + 1)",
                        expected: Wording(
                            "至多 \(Self.mostFields) 列",
                            "at most \(Self.mostFields) columns"
                        )
                    )
                }
                let (text, end) = try field()
                fields.append(CSVField(text: text, line: fieldLine))
                if end == .record {
                    return CSVRecord(line: startLine, fields: fields, fault: nil)
                }
            } catch {
                (index, line) = (start, startLine)
                skipLine()
                let fault = CSVRecord.Fault(
                    line: fieldLine,
                    column: fields.count + 1,
                    found: error.found,
                    expected: error.expected
                )
                return CSVRecord(line: startLine, fields: fields, fault: fault)
            }
        }
    }

    private mutating func field() throws(Broken) -> (String, End) {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return try quotedField() }
        let start = index
        while index < bytes.count, !isFieldEnd {
            try check(bytes[index], isQuoted: false, length: index - start)
            index += 1
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return (text, takeEnd())
    }

    private mutating func quotedField() throws(Broken) -> (String, End) {
        var content: [UInt8] = []
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                    guard index == bytes.count || isFieldEnd else {
                        throw Broken(
                            found: shown(content),
                            expected: Wording(
                                "收尾引号后紧接逗号或行尾",
                                "a comma or the end of the line after the closing quote"
                            )
                        )
                    }
                    return (String(decoding: content, as: UTF8.self), takeEnd())
                }
            } else {
                try check(byte, isQuoted: true, length: content.count)
                if byte == UInt8(ascii: "\n") { line += 1 }
            }
            if byte != UInt8(ascii: "\r") { content.append(byte) }
            index += 1
        }
        throw Broken(
            found: shown(content),
            expected: Wording("收尾的引号", "a closing quote")
        )
    }

    private func check(_ byte: UInt8, isQuoted: Bool, length: Int) throws(Broken) {
        if byte == UInt8(ascii: "\""), !isQuoted {
            throw Broken(
                found: "\"",
                expected: Wording(
                    "整格加引号，格内引号写两个",
                    "quotes around the whole field and quotes within it doubled"
                )
            )
        }
        let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        if byte < 0x20, byte != UInt8(ascii: "\t"), !(isQuoted && isLineEnd) {
            throw Broken(
                found: "0x" + String(byte, radix: 16),
                expected: Wording("不含控制字符的文字", "text without control characters")
            )
        }
        if length >= Self.longestField {
            throw Broken(
                found: "\(length)",
                expected: Wording(
                    "至多 \(Self.longestField) 字节",
                    "at most \(Self.longestField) bytes"
                )
            )
        }
    }

    /// Whether a comma, LF or CR LF stands here.
    private var isFieldEnd: Bool {
        switch bytes[index] {
        case UInt8(ascii: ","), UInt8(ascii: "\n"): true
        case UInt8(ascii: "\r"):
            index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        default: false
        }
    }

    private mutating func takeEnd() -> End {
        guard index < bytes.count else { return .record }
        if bytes[index] == UInt8(ascii: ",") {
            index += 1
            return .field
        }
        skipLine()
        return .record
    }

    private mutating func skipLine() {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        index = min(index + 1, bytes.count)
        line += 1
    }

    private func shown(_ content: [UInt8]) -> String {
        String(decoding: content.prefix(120), as: UTF8.self)
    }
}
