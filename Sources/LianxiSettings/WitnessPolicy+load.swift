import LianxiCore
package import LianxiLedger

extension WitnessPolicy {
    /// Reads a policy of witnesses.
    ///
    /// - Parameters:
    ///   - file: Its path; a file as C2SP tlog-policy has it.
    ///   - origin: The log it must speak of; `nil` for any.
    /// - Returns: The policy.
    /// - Throws: The first line that is wrong.
    package static func load(
        _ file: String,
        origin: String? = nil
    ) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: mostBytes)
        let policy: Self
        do { policy = try Self(parsing: bytes) } catch {
            throw problem(file, error.line, Wording(error.chinese, error.english))
        }
        guard let origin, !policy.logs.contains(where: { $0.name == origin }) else { return policy }
        throw problem(file, nil, Wording("有账本 \(origin) 的 log 行", "a line log of \(origin)"))
    }

    private static func problem(_ file: String, _ line: Int?, _ expected: Wording) -> SettingsError
    {
        SettingsError([
            SettingsProblem(
                .wrong,
                file: file,
                line: line,
                column: nil,
                key: "",
                value: nil,
                expected: expected
            )
        ])
    }
}
