import Foundation
import LianxiCore
import LianxiJSON
import LianxiServer
import LianxiSettings
import LianxiSQLite

/// What the load check found, and what it could look at.
struct LoadReport {
    /// What said who is there.
    enum Basis {
        case ledger
        /// `init` has not been here yet.
        case noLedger
        /// The ledger could not be read, and why; a running daemon holds it, for one.
        case closed(String)
    }

    let basis: Basis
    /// `nil` when nothing could be checked at all.
    let check: LoadCheck?
    private let policy: EscalationPolicy

    /// A start would not adopt the policy.
    var blocks: Bool { check.map { $0.isNew && !$0.findings.isEmpty } ?? false }

    /// Looks 30 days ahead: with the ledger where it can be opened, else with the rosters alone.
    static func of(_ installation: Installation) async -> Self {
        let now = SystemClock().now()
        let policy = installation.data.policy
        func checked(_ store: LedgerDatabase?, _ basis: Basis) async throws(ServerError) -> Self {
            let check = try await LoadCheck(
                of: installation.configuration,
                storage: store,
                at: now
            )
            return Self(basis: basis, check: check, policy: policy)
        }
        guard FileManager.default.fileExists(atPath: installation.ledger) else {
            return (try? await checked(nil, .noLedger))
                ?? Self(basis: .noLedger, check: nil, policy: policy)
        }
        do {
            let store = try await LedgerDatabase.open(
                installation.ledger,
                origin: installation.settings.origin
            )
            let report = try await checked(store, .ledger)
            try store.close()
            return report
        } catch {
            return (try? await checked(nil, .closed("\(error)")))
                ?? Self(basis: .closed("\(error)"), check: nil, policy: policy)
        }
    }

    /// What was looked at, and the outcome, in a line or two.
    func text(_ language: Language) -> String {
        let seen =
            switch basis {
            case .ledger:
                language.pick(
                    "账本 \(check?.entries ?? 0) 条，\(check?.departments ?? 0) 个成员单位",
                    "ledger of \(check?.entries ?? 0) entries, \(check?.departments ?? 0) departments"
                )
            case .noLedger:
                language.pick(
                    "尚无账本，只按值班表检查；单位、任职和渠道待登记后由 lianxictl policy check 检查",
                    "no ledger yet: by the rosters alone; departments, appointments and channels "
                        + "are for lianxictl policy check"
                )
            case .closed(let reason):
                language.pick(
                    "账本未能打开（\(reason)），只按值班表检查；守护进程运行时用 lianxictl policy check",
                    "the ledger was not opened (\(reason)): by the rosters alone; where the daemon runs, "
                        + "lianxictl policy check asks it"
                )
            }
        let outcome =
            switch check?.findings.count {
            case 0:
                language.pick("今后 30 日内每一条链都有人可达", "every chain ends at somebody for 30 days")
            case let count?:
                language.pick("\(count) 条链有无人可达之时", "\(count) chains end at nobody at some hour")
            case nil: language.pick("未检查", "not checked")
            }
        return language.pick("值守检查：\(outcome)（\(seen)）。", "Load check: \(outcome) (\(seen)).")
    }

    /// The findings, and whether they keep the policy from being adopted.
    func lines(_ language: Language) -> [String] {
        guard let check, !check.findings.isEmpty else { return [] }
        let end =
            check.isNew
            ? language.pick(
                "策略 \(policy.id) 因此不会启用。",
                "The policy \(policy.id) is not adopted with these holes."
            )
            : language.pick(
                "策略 \(policy.id) 已在用；请补足人员。",
                "The policy \(policy.id) is in force already; fill the posts."
            )
        return check.findings.map { $0.sentence(of: policy, language) } + [end]
    }

    func json(_ language: Language) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("checked", .bool(check != nil)), ("blocks-adoption", .bool(blocks)),
        ]
        switch basis {
        case .ledger: members.append(("basis", "ledger"))
        case .noLedger: members.append(("basis", "rosters"))
        case .closed(let reason):
            members += [("basis", "rosters"), ("ledger-refused", .string(reason))]
        }
        if let check {
            members += [
                ("entries", JSONValue(check.entries)),
                ("departments", JSONValue(check.departments)),
                (
                    "findings",
                    .array(check.findings.map { .string($0.sentence(of: policy, language)) })
                ),
            ]
        }
        return JSONValue(members)
    }
}
