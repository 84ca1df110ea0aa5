import Foundation

/// Makes UTF-8 of the bytes of a register.
///
/// Registers come from spreadsheets: UTF-8 with or without a byte order mark, or GB18030 (with its
/// subsets GBK and GB2312), which Chinese versions of Excel write as "CSV". UTF-16 is refused.
enum RegisterText {
    /// The encodings read.
    enum Encoding: String {
        case utf8 = "UTF-8"
        case gb18030 = "GB18030"
    }

    private static let expected = Wording(
        "UTF-8 或 GB18030 编码；请在表格软件中“另存为 CSV UTF-8（逗号分隔）”",
        "UTF-8 or GB18030; save it as \"CSV UTF-8 (comma delimited)\" in the spreadsheet"
    )

    /// The text without a byte order mark, and how it was encoded.
    ///
    /// - Throws: One problem: the encoding, with the first line that is no UTF-8.
    static func decode(
        _ bytes: [UInt8],
        file: String
    ) throws(SettingsError) -> (bytes: [UInt8], encoding: Encoding) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw refusal(file: file, line: 1, found: "UTF-16")
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if String(validating: body, as: UTF8.self) != nil { return (body, .utf8) }
        // CFStringEncodings' kCFStringEncodingGB_18030_2000, as NSStringEncoding writes it.
        let gb18030 = String.Encoding(rawValue: 0x8000_0632)
        if body.count == bytes.count, let text = String(data: Data(bytes), encoding: gb18030),
            text.contains(RegisterColumn.number.rawValue)
        {
            return (Array(text.utf8), .gb18030)
        }
        throw refusal(file: file, line: firstBrokenLine(body), found: "bytes of another encoding")
    }

    private static func refusal(file: String, line: Int, found: String) -> SettingsError {
        SettingsError([
            SettingsProblem(
                .wrong,
                file: file,
                line: line,
                column: nil,
                key: "",
                value: found,
                expected: expected
            )
        ])
    }

    private static func firstBrokenLine(_ bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let place = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return (place ?? 0) + 1
    }
}
