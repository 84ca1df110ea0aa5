import LianxiCore
import LianxiLedger

extension Recorded {
    func with(_ event: Event) -> Self {
        Self(index: index, at: at, hash: hash, cause: cause, event: event)
    }

    func caused(by cause: Cause?) -> Self {
        Self(index: index, at: at, hash: hash, cause: cause, event: event)
    }

    /// The same event with another act.
    func changed(_ change: (Acted) throws -> Acted) rethrows -> Self {
        switch event {
        case .signed(let it): with(.signed(try change(it)))
        case .objected(let it): with(.objected(try change(it)))
        case .accepted(let it): with(.accepted(try change(it)))
        case .concluded(let it): with(.concluded(try change(it)))
        default: self
        }
    }
}

extension Acted {
    func with(_ act: SignedAct) -> Self {
        Self(
            assignment: assignment,
            version: version,
            act: act,
            clocks: clocks,
            settles: settles,
            isLate: isLate,
            isSkewed: isSkewed
        )
    }
}

extension Act {
    func with(
        sequence: UInt64? = nil,
        orderHash: Digest32? = nil,
        head: (size: UInt64, root: Digest32)? = nil
    ) -> Self {
        Self(
            verb: verb,
            order: order,
            orderHash: orderHash ?? self.orderHash,
            headSize: head?.size ?? headSize,
            headRoot: head?.root ?? headRoot,
            matter: matter,
            department: department,
            officer: officer,
            duty: duty,
            ruleSet: ruleSet,
            claimedAt: claimedAt,
            sequence: sequence ?? self.sequence,
            detail: detail,
            note: note
        )
    }
}
