package import LianxiCore

/// Something about an export that is not as it must be.
package struct VerificationFinding: Hashable, Sendable {
    /// What is wrong, with the stable code for scripts as raw value.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case checkpointInvalid = "checkpoint-invalid"
        case commercialInvalid = "commercial-invalid"
        case shadowInvalid = "sm3-invalid"
        case shadowRootWrong = "sm3-root-wrong"
        case shadowHeadWrong = "sm3-head-wrong"
        case quorumMissing = "quorum-missing"
        case tileMissing = "tile-missing"
        case tileWrong = "tile-wrong"
        case bundleMissing = "bundle-missing"
        case bundleWrong = "bundle-wrong"
        case rootWrong = "root-wrong"
        case entryAltered = "entry-altered"
        case entryMalformed = "entry-malformed"
        case foundedWrong = "founded-wrong"
        case timeBack = "time-back"
        case clockBehind = "clock-behind"
        case clockAhead = "clock-ahead"
        case tickWrong = "tick-wrong"
        case chainBroken = "chain-broken"
        case feedBroken = "feed-broken"
        case requestSplit = "request-split"
        case keyUnknown = "key-unknown"
        case actInvalid = "act-invalid"
        case signatureMissing = "signature-missing"
        case roleWrong = "role-wrong"
        case sequenceBroken = "sequence-broken"
        case orderWrong = "order-wrong"
        case headWrong = "head-wrong"
        case replayBroken = "replay-broken"
        case dateWrong = "date-wrong"
        case escalationWrong = "escalation-wrong"
        case escalationMissing = "escalation-missing"
        case confirmationInvalid = "confirmation-invalid"
        case confirmationBroken = "confirmation-broken"
    }

    package let kind: Kind
    /// Index of the entry it is about; `nil` when it is about none.
    package let entry: UInt64?
    /// What was found: a path, a name, numbers; may be empty.
    package let detail: String

    package init(_ kind: Kind, entry: UInt64? = nil, _ detail: String = "") {
        self.kind = kind
        self.entry = entry
        self.detail = detail
    }
}

/// What the verification of an export came to.
package struct VerificationReport: Hashable, Sendable {
    /// The most findings kept; more are counted.
    package static let mostFindings = 100

    /// The log's origin, as its key names it.
    package let origin: String
    package internal(set) var size: UInt64 = 0
    package internal(set) var root: Digest32?
    /// Entries read and looked at.
    package internal(set) var entries: UInt64 = 0
    package internal(set) var matters = 0
    /// Entries that carry a department's act.
    package internal(set) var acts = 0
    /// Signatures verified, one for each batch of acts, checkpoint or confirmation.
    package internal(set) var signatures = 0
    package internal(set) var parties = 0
    package internal(set) var escalations = 0
    package internal(set) var confirmations = 0
    /// Names of the policy's witnesses that cosigned the checkpoint; `nil` when no policy was given.
    package internal(set) var cosigners: [String]?
    /// What became of the SM2 line; `nil` when nobody asked for one.
    package internal(set) var commercial: CommercialVerdict?
    /// What became of the SM3 tree; `nil` when nobody asked.
    package internal(set) var shadow: ShadowFindings?
    /// Ticks, and the entries under the newest cosigned checkpoint a tick carries: real time is known of them.
    package internal(set) var ticks = 0
    package internal(set) var bracketed: UInt64 = 0
    /// Stretches in which the daemon did not run, in order; the first ``mostFindings``.
    package private(set) var silences: [Silence] = []
    /// What breaks no rule and is asked about, in order; the first ``mostFindings``.
    package private(set) var remarks: [Remark] = []
    /// Remarks beyond those kept.
    package private(set) var omittedRemarks = 0
    /// Nanoseconds of work that hashing alone took, as far as a clock was given.
    package internal(set) var hashing: UInt64 = 0
    /// Escalations the policy asked for that are in no entry, all of them.
    package internal(set) var missing: [MissingEscalation] = []
    package private(set) var findings: [VerificationFinding] = []
    /// Findings beyond those kept.
    package private(set) var omitted = 0

    init(origin: String) { self.origin = origin }

    package var isFine: Bool { findings.isEmpty }
    /// All findings, kept or not.
    package var count: Int { findings.count + omitted }

    mutating func add(_ silence: Silence) {
        if silences.count < Self.mostFindings { silences.append(silence) }
    }

    mutating func add(_ remark: Remark) {
        if remarks.count < Self.mostFindings { remarks.append(remark) } else { omittedRemarks += 1 }
    }

    mutating func add(_ finding: VerificationFinding) {
        if findings.count < Self.mostFindings { findings.append(finding) } else { omitted += 1 }
    }
}
