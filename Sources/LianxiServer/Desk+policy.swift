import LianxiCore
import LianxiLedger
import LianxiWire

// The escalation policy in force, its holes, and who would be told.

extension Desk {
    func policy(_ request: PolicyRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            guard let policy = docket.policy, let adopted = docket.policies[policy.id] else {
                return { () throws(StorageError) in asker.refuse(.noRules) }
            }
            let last = request.until ?? now.civilDate.adding(days: Docket.checkedDays)
            let lines = request.matter.map {
                docket.forecast(of: $0, through: last, limit: WireLimits.shownForecast)
            }
            if case .some(.none) = lines {
                return { () throws(StorageError) in asker.refuse(.unknownMatter) }
            }
            let reply = PolicyReply(
                policy: policy.id,
                digest: policy.digest,
                adoption: adopted.adoption,
                findings: docket.findings(
                    of: request.ends.isEmpty ? policy.ends : request.ends,
                    at: now
                ).prefix(WireLimits.shownFindings)
                    .map(FindingRow.init),
                forecast: lines??.map(ForecastRow.init) ?? []
            )
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }
}
