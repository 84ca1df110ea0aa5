/// Why a command was not done.
///
/// The raw value is the stable code on the wire and in scripts.
package enum Refusal: String, Error, Hashable, Sendable, CaseIterable {
    // The asker
    case notPermitted = "not-permitted"
    case unknownParty = "unknown-party"
    case partyRevoked = "party-revoked"
    case unknownKey = "unknown-key"
    case badSignature = "bad-signature"
    case sequenceGap = "sequence-gap"
    case sequenceReused = "sequence-reused"
    case requestReused = "request-reused"
    case requestTooOld = "request-too-old"
    // The thing named
    case unknownMatter = "unknown-matter"
    case unknownAssignment = "unknown-assignment"
    case unknownEntry = "unknown-entry"
    case unknownDossier = "unknown-dossier"
    case unknownDocument = "unknown-document"
    case matterExists = "matter-exists"
    case assignmentExists = "assignment-exists"
    case documentExists = "document-exists"
    case alreadyAssigned = "already-assigned"
    case dataSetExists = "data-set-exists"
    case yearMissing = "year-missing"
    // The state it is in
    case notFounded = "not-founded"
    case alreadyFounded = "already-founded"
    case noRules = "no-rules"
    case staleVersion = "stale-version"
    case wrongState = "wrong-state"
    case assignmentClosed = "assignment-closed"
    case assignmentsOpen = "assignments-open"
    case matterClosed = "matter-closed"
    case clocksRunning = "clocks-running"
    case unitMoved = "unit-moved"
    case notLead = "not-lead"
    case recused
    case headMismatch = "head-mismatch"
    // The content
    case informantRoute = "informant-route"
    case leadMissing = "lead-missing"
    case leadTwice = "lead-twice"
    case periodMissing = "period-missing"
    case periodUnexpected = "period-unexpected"
    case reasonMissing = "reason-missing"
    case detailWrong = "detail-wrong"
    case dutyWrong = "duty-wrong"
    case dateWrong = "date-wrong"
    case classWrong = "class-wrong"
    case tooManyRepresentatives = "too-many-representatives"
    // What the law asks for besides
    case optionOff = "option-off"
    case notInHand = "not-in-hand"
    case notReviewed = "not-reviewed"
    case headRequired = "head-required"
    case convenorRequired = "convenor-required"
    case notApproved = "not-approved"
    case numberTaken = "number-taken"
    case formMissing = "form-missing"
    case extensionMissing = "extension-missing"
    case extensionTooLong = "extension-too-long"
    case consentMissing = "consent-missing"
    case legalReviewMissing = "legal-review-missing"
    case opinionMissing = "opinion-missing"
    case notServed = "not-served"
    case hearingNotExcluded = "hearing-not-excluded"
    case inFuture = "in-future"
    // The message and the daemon
    case malformed
    case unknownOperation = "unknown-operation"
    case unsupportedVersion = "unsupported-version"
    case tooLarge = "too-large"
    case tooMany = "too-many"
    case busy
    case storageFull = "storage-full"
    case stopping
}
