import LianxiCore
import LianxiSettings
import LianxiSimulator

extension Regulations {
    /// Reads the shipped data files from a configuration folder.
    ///
    /// - Throws: `ExitCode` 3 when one cannot be read, with what is wrong on the error output.
    init(from folder: String) throws {
        do {
            let rules = try RuleSet.load(
                national: "\(folder)/rules/national-2022.yaml",
                overlays: ["\(folder)/rules/local.yaml"],
                related: "\(folder)/rules/related.yaml"
            )
            self.init(
                ruleSet: rules,
                calendar: try WorkCalendar.load("\(folder)/calendars/cn-2026.yaml"),
                policy: try EscalationPolicy.load("\(folder)/policies/standard.yaml", rules: rules),
                forms: try FormSet.load("\(folder)/forms/forms.yaml")
            )
        } catch {
            throw SimulateExit.cannotOpen("\(error)")
        }
    }
}
