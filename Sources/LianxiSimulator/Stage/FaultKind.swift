/// What goes wrong in a simulated world, kind by kind; the page *Simulator* has the table.
///
/// A kind is counted where it takes effect, and not where it is drawn: a disk that is full counts once it refuses.
package enum FaultKind: String, Hashable, Sendable, CaseIterable {
    // MARK: Network

    case delayed, dropped, doubled, reordered
    /// Kept back by a cut, of one way or of both.
    case lostOneWay = "lost-one-way"
    case lostBothWays = "lost-both-ways"
    /// Carried by a line that was cut before.
    case healed
    /// A department's pair was rebuilt while it was connected.
    case pairRebuilt = "pair-rebuilt"

    // MARK: Disk

    case writeFailed = "write-failed"
    case writeFailedButDone = "write-failed-but-done"
    /// A kill fell between the append and the disk.
    case tailLost = "tail-lost"
    /// A kill fell between the disk and the answer.
    case killedBehindAppend = "killed-behind-append"
    /// A kill fell between a quorum and the disk.
    case quorumLost = "quorum-lost"
    case full, slow
    case bitFlipped = "bit-flipped"
    case oldBackup = "old-backup"

    // MARK: Inbox

    case inboxFailed = "inbox-failed"
    case inboxFailedButDone = "inbox-failed-but-done"
    case oldInbox = "old-inbox"
    /// A department's own system did not take an item, or said so though it has it.
    case hookFailed = "hook-failed"
    /// A mail was not taken, or taken and the answer lost.
    case mailFailed = "mail-failed"

    // MARK: Processes

    case daemonKilled = "daemon-killed"
    case agentKilled = "agent-killed"
    case officeKilled = "office-killed"
    case daemonStartedAgain = "daemon-started-again"
    case programStartedAgain = "program-started-again"
    /// A daemon that does not know some entry refused the ledger.
    case olderDaemon = "older-daemon"
    /// An agent kept an item that it could not read.
    case olderAgent = "older-agent"

    // MARK: Clocks

    case clockAhead = "clock-ahead"
    case clockBack = "clock-back"
    case clockSkewed = "clock-skewed"
    /// A day and more passed while no daemon ran.
    case passedWhileDown = "passed-while-down"

    // MARK: Witnesses

    case absentWitness = "absent-witness"
    case lieOfHistory = "lie-of-history"
    case lieOfSignature = "lie-of-signature"
    case lieOfTime = "lie-of-time"
    case lieOfAnother = "lie-of-another"

    // MARK: People

    /// An act that came behind its legal date.
    case late
    case twice
    /// An order that a silent department never signed for.
    case never
    /// An act that was refused.
    case wrong
    /// What the office asked for and must not be granted.
    case careless
    /// A paper has not the bytes that it is said to have.
    case paperBroken = "paper-broken"
    /// A paper of which some pieces were there was brought again.
    case uploadCutOff = "upload-cut-off"
    case garbage, flood, pry
    case forgedSignature = "forged-signature"
    case anothersName = "anothers-name"
    case officesOperation = "offices-operation"
    case otherNumber = "other-number"
    case leftOutNumber = "left-out-number"
    case olderOrder = "older-order"
    case otherBytes = "other-bytes"
    case leadsWord = "leads-word"
    case onArchived = "on-archived"
    case anothersOrder = "anothers-order"
    case anothersTask = "anothers-task"
    case anothersDocument = "anothers-document"
    case olderDocument = "older-document"

    // MARK: Officers with roles

    /// An officer of the office asked for what is of another's role.
    case roleWrong = "role-wrong"
    /// One officer alone, or with his own key twice, let a key in.
    case oneOfTwo = "one-of-two"
    /// Of two keys one was to go.
    case belowTwo = "below-two"
}
