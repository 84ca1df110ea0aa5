/// The duties the code itself starts and settles clocks for, or names.
extension DutyID {
    /// The bureau sorts and dispatches (15日).
    ///
    /// Art. 22(1).
    package static let triage = Self(fixed: "D02")
    /// The unit gives feedback within the period the assigner names.
    ///
    /// Art. 22(1)(三).
    package static let feedback = Self(fixed: "D04")
    /// An organ tells the petitioner of a matter received directly (15日).
    ///
    /// Art. 23(2).
    package static let directNotice = Self(fixed: "D08")
    /// The recipient tells the petitioner in writing (15日).
    ///
    /// Art. 23(3).
    package static let notice = Self(fixed: "D09")
    /// The window for an objection (5个工作日).
    ///
    /// Art. 23(3).
    package static let objection = Self(fixed: "D10")
    /// An organ reports a grave or urgent matter (及时).
    ///
    /// Art. 25(1).
    package static let urgentReport = Self(fixed: "D14")
    /// The bureau reports it to the superior bureau and the national one.
    ///
    /// Art. 25(2).
    package static let urgentSuperior = Self(fixed: "D15")
    /// The unit concludes what it accepted (60日).
    ///
    /// For matters under art. 31(6) only. Art. 34.
    package static let conclusion = Self(fixed: "D16")
    /// The unit concludes within the extension (at most 30日 more).
    ///
    /// Art. 34.
    package static let extendedConclusion = Self(fixed: "D17")
    /// The petitioner may ask for a review, 复查 (30日).
    ///
    /// Art. 35.
    package static let reviewRight = Self(fixed: "D18")
    /// The reviewing organ decides (30日).
    ///
    /// Art. 35.
    package static let review = Self(fixed: "D19")
    /// The petitioner may ask for a re-review, 复核 (30日).
    ///
    /// Art. 36(1).
    package static let rereviewRight = Self(fixed: "D20")
    /// The re-reviewing organ decides (30日, time of a hearing not counted).
    ///
    /// Art. 36(1), (2).
    package static let rereview = Self(fixed: "D21")
}

/// Duties of local policy.
extension DutyID {
    /// The unit's system has the assignment on disk.
    package static let delivery = Self(fixed: "P01")
    /// An officer signs for the assignment.
    package static let signature = Self(fixed: "P02")
    /// The office decides an objection.
    package static let objectionDecision = Self(fixed: "P03")
    /// The office dispatches again what was returned.
    package static let redispatch = Self(fixed: "P04")
    /// The unit concludes, counted from receipt while it records no acceptance.
    package static let presumedConclusion = Self(fixed: "P05")
    /// The unit answers a supervision letter (督办函).
    package static let supervisionReply = Self(fixed: "P06")
    /// The unit carries out an opinion that supports the claim.
    package static let execution = Self(fixed: "P07")
    /// The units agree who accepts.
    package static let disputeAgreement = Self(fixed: "P08")
    /// The common superior decides a dispute.
    package static let disputeSuperior = Self(fixed: "P09")
    /// The joint conference coordinates a dispute.
    package static let disputeConference = Self(fixed: "P10")
    /// Someone is named for a matter whose competent organ is unclear.
    package static let nominee = Self(fixed: "P11")
    /// The return visit (回访) after a conclusion.
    package static let returnVisit = Self(fixed: "P12")
    /// A conclusion report or an answer to supervision is examined.
    package static let examination = Self(fixed: "P13")
    /// The unit handles again after a review quashed its opinion.
    package static let rehandling = Self(fixed: "P14")
}

/// Duties of other instruments.
extension DutyID {
    /// Simplified handling (简易办理), where the tenant turned it on.
    package static let simplified = Self(fixed: "X01")
    /// A labour-inspection case.
    package static let labourInspection = Self(fixed: "X02")
    /// An answer on access to information.
    package static let information = Self(fixed: "X06")
}
