import Foundation
import LianxiJSON

/// What a storm was like: a crowd of clocks due in the same second, recorded, published and settled by a real
/// server, and what that is beside the machine's own limits.
struct Storm: Sendable {
    var open = 0
    var due = 0
    var escalations = 0
    /// Appends, each synced.
    var rounds = 0
    /// From the moment they were due until the last was durable.
    var seconds = 0.0
    /// Until the last was published too.
    var publishedSeconds = 0.0
    /// Of all feeds, the longest time between two beats.
    var longestGapMilliseconds = 0.0
    /// The longest that a question to the desk waited for its answer meanwhile.
    var longestAnswerMilliseconds = 0.0
    /// Items that came over the feeds; an agent asks for the others.
    var heard = 0
    var peakBytes = 0.0
    var limits = MachineLimits()

    var entriesPerSecond: Double { Double(escalations) / max(seconds, 1e-9) }
    var roundsPerSecond: Double { Double(rounds) / max(seconds, 1e-9) }
    /// Appends a second to the syncs a second this disk can do one after the other.
    var syncRatio: Double { roundsPerSecond / max(limits.syncsPerSecond, 1e-9) }
    var memoryRatio: Double { peakBytes / max(StormMemory.machine, 1) }
    /// The longest gap to the beat that was promised.
    var gapRatio: Double { longestGapMilliseconds / Double(StormRun.beatMilliseconds) }

    /// The figures for a program; ratios in thousandths.
    var members: [(String, JSONValue)] {
        [
            ("storm-open", JSONValue(open)), ("storm-escalations", JSONValue(escalations)),
            ("storm-ms", JSONValue(Int(seconds * 1000))),
            ("storm-published-ms", JSONValue(Int(publishedSeconds * 1000))),
            ("storm-entries-per-second", JSONValue(Int(entriesPerSecond))),
            ("storm-longest-gap-ms", JSONValue(Int(longestGapMilliseconds))),
            ("storm-longest-answer-ms", JSONValue(Int(longestAnswerMilliseconds))),
            ("storm-gap-ratio", JSONValue(Int(gapRatio * 1000))),
            ("storm-sync-ratio", JSONValue(Int(syncRatio * 1000))),
            ("storm-memory-ratio", JSONValue(Int(memoryRatio * 1000))),
            ("storm-heard", JSONValue(heard)),
        ]
    }

    var lines: [String] {
        [
            "a storm: \(open) open clocks, \(due) of them due in one second, on a real server",
            String(
                format: "  %d entries in %.2f s, %.0f a second, published after %.2f s",
                escalations,
                seconds,
                entriesPerSecond,
                publishedSeconds
            ),
            String(
                format: "  %d appends, %.0f a second: %.2f of the %.0f syncs this disk does",
                rounds,
                roundsPerSecond,
                syncRatio,
                limits.syncsPerSecond
            ),
            String(
                format:
                    "  longest gap between beats %.0f ms, %.2f of a beat; longest answer %.0f ms",
                longestGapMilliseconds,
                gapRatio,
                longestAnswerMilliseconds
            ),
            String(
                format: "  peak memory %.0f MiB, %.3f of the machine's; %d items heard",
                peakBytes / 1_048_576,
                memoryRatio,
                heard
            ),
        ]
    }
}
