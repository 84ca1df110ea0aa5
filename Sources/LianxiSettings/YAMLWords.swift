/// What libyaml says of a file that is no YAML, in Chinese.
enum YAMLWords {
    /// The mistakes people make; what a program would have to make stays in English.
    private static let chinese: [String: String] = [
        "mapping values are not allowed in this context": "此处不能有“键: 值”（多半是缩进不对，或者上一行缺引号）",
        "mapping keys are not allowed in this context": "此处不能有键",
        "block sequence entries are not allowed in this context": "此处不能有“- ”开头的项（多半是缩进不对）",
        "could not find expected ':'": "键后缺少冒号",
        "did not find expected key": "缺少键（多半是缩进不对，或者引号没有写对）",
        "did not find expected node content": "缺少内容",
        "did not find expected '-' indicator": "缺少“- ”（多半是缩进不对）",
        "did not find expected ',' or '}'": "缺少“,”或者“}”",
        "did not find expected ',' or ']'": "缺少“,”或者“]”",
        "did not find expected <document start>": "此处应当另起一份文件（多半是缩进不对）",
        "did not find expected comment or line break": "此后只能是注释或者换行",
        "found a tab character that violates indentation": "缩进用了制表符，应当用空格",
        "found a tab character where an indentation space is expected": "缩进用了制表符，应当用空格",
        "found character that cannot start any token": "有不能作开头的字符（制表符、@ 或者反引号，应当加引号）",
        "found unexpected end of stream": "文件在引号或者括号闭合之前就结束了",
        "found unexpected ':'": "有多余的冒号",
        "found unknown escape character": "双引号内有不认识的转义（反斜杠须写成 \\\\）",
        "found undefined tag handle": "有没有定义的标签（!）",
        "control characters are not allowed": "有控制字符",
        "invalid leading UTF-8 octet": "有不是 UTF-8 的字节",
    ]

    static func chinese(of english: String) -> String { chinese[english] ?? english }
}
