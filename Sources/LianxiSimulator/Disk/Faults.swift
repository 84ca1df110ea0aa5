import LianxiLedger

/// Which faults a run has, and how often: drawn from the seed, so that each seed is another world.
///
/// A run without some faults reaches states that one with all of them never lives to see.
struct Faults: Hashable, Sendable {
    // Of a thousand.
    var writeFailed = 0
    var writeFailedButDone = 0
    /// The daemon dies just before the disk has an append, or just behind.
    var appendKills = 0
    var bitFlips = 0
    var inboxFailed = 0
    var inboxFailedButDone = 0
    var dropped = 0
    var doubled = 0
    // Of a thousand turns of the script.
    var fullDisks = 0
    var slowDisks = 0
    var partitions = 0
    var serverKills = 0
    var peopleKills = 0
    var clockSteps = 0
    var clockSkews = 0
    var oldBackups = 0
    var oldInboxes = 0
    var olderPrograms = 0
    var hookFailed = 0
    var mailFailed = 0
    // Milliseconds.
    var diskDelay = 0
    var netDelay = 5
    var isReordering = false
    var isShuffled = false
    /// One department in the world is such a witness.
    var witness = Witnessing.faithful

    /// No faults at all.
    static let none = Faults()

    init() {}

    /// Each kind of fault is in the world or not; how often, is drawn too; some worlds have none.
    init(_ chance: inout Chance) {
        // In a calm world people come furthest.
        guard !chance.happens(300) else {
            isShuffled = true
            return
        }
        func rate(_ most: Int) -> Int { chance.happens(500) ? chance.pick(1...most) : 0 }
        writeFailed = rate(15)
        writeFailedButDone = rate(15)
        bitFlips = rate(8)
        inboxFailed = rate(8)
        inboxFailedButDone = rate(8)
        dropped = rate(250)
        doubled = rate(200)
        fullDisks = rate(80)
        slowDisks = rate(80)
        partitions = rate(150)
        serverKills = rate(200)
        peopleKills = rate(200)
        clockSteps = rate(60)
        clockSkews = rate(60)
        oldBackups = rate(60)
        diskDelay = chance.pick(0...40)
        netDelay = chance.pick(1...300)
        isReordering = chance.happens(500)
        isShuffled = chance.happens(800)
    }

    /// What concerns witnesses is drawn apart, from a stream of its own.
    mutating func drawWitness(_ chance: inout Chance) {
        appendKills = serverKills > 0 && chance.happens(400) ? chance.pick(1...15) : 0
        oldInboxes = chance.happens(400) ? chance.pick(1...60) : 0
        witness = chance.pick(from: Witnessing.allCases) ?? .faithful
    }

    /// So is what concerns older programs, departments' own systems, and mails.
    mutating func drawAround(_ chance: inout Chance) {
        olderPrograms = chance.happens(500) ? chance.pick(10...120) : 0
        hookFailed = chance.happens(600) ? chance.pick(20...400) : 0
        mailFailed = chance.happens(600) ? chance.pick(20...400) : 0
    }

    /// Name and rate of each, in the order of the table in the report.
    var table: [(name: String, value: Int)] {
        [
            ("write-failed", writeFailed), ("write-failed-but-done", writeFailedButDone),
            ("bit-flips", bitFlips), ("inbox-failed", inboxFailed),
            ("inbox-failed-but-done", inboxFailedButDone), ("dropped", dropped),
            ("doubled", doubled), ("full-disks", fullDisks), ("slow-disks", slowDisks),
            ("partitions", partitions), ("server-kills", serverKills),
            ("people-kills", peopleKills), ("clock-steps", clockSteps),
            ("clock-skews", clockSkews), ("old-backups", oldBackups), ("disk-delay-ms", diskDelay),
            ("net-delay-ms", netDelay), ("reordering", isReordering ? 1 : 0),
            ("shuffled", isShuffled ? 1 : 0), ("old-inboxes", oldInboxes),
            ("append-kills", appendKills), ("older-programs", olderPrograms),
            ("hook-failed", hookFailed), ("mail-failed", mailFailed),
            ("absent-witness", witness == .absent ? 1 : 0),
            ("lying-witness", witness == .lying ? 1 : 0),
        ]
    }
}
