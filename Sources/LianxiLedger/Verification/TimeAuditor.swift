import LianxiCore

/// Compares the moments of entries with the times of cosignatures, which the daemon's clock has no
/// part in.
///
/// What a cosigned checkpoint covers was recorded before its witnesses signed; what stands behind
/// the tick that carries it was recorded after. Of several witnesses the middle one counts, so that
/// one with a wrong clock accuses nobody.
struct TimeAuditor {
    /// How far two clocks may be apart: five minutes, in milliseconds.
    private static let slack: Int64 = 300_000

    private let key: VerifierKey
    /// Those of a policy.
    private let witnesses: [VerifierKey]
    private var enrolled: [PartyID: VerifierKey] = [:]
    /// Of every entry so far.
    private var moments: [Timestamp] = []
    /// What the last tick says of the quiet that may be.
    private var minutes: Int?

    init(key: VerifierKey, witnesses: [VerifierKey]) {
        self.key = key
        self.witnesses = witnesses
    }

    /// Takes in the next entry.
    mutating func audit(
        _ recorded: Recorded,
        _ levels: HashLevels,
        _ report: inout VerificationReport
    ) {
        // Behind an entry that could not be read the places are unknown.
        guard recorded.index == UInt64(moments.count) else { return }
        lookForSilence(before: recorded, &report)
        moments.append(recorded.at)
        switch recorded.event {
        case .partyEnrolled(let party):
            enrolled[party.id] = party.witnessKey.flatMap { try? VerifierKey(parsing: $0) }
        case .partyRevoked(let party): enrolled[party] = nil
        case .ticked(let tick):
            minutes = tick.minutes
            report.ticks += 1
            if let witnessed = tick.witnessed { audit(witnessed, of: recorded, levels, &report) }
        default: break
        }
    }

    /// Compares what a cosigned checkpoint covers with the times of its cosignatures.
    mutating func audit(_ note: SignedNote, size: UInt64, _ report: inout VerificationReport) {
        guard let times = times(of: note), size > 0, size <= UInt64(moments.count) else { return }
        let newest = moments[Int(size) - 1]
        guard newest.milliseconds > times.latest.milliseconds + Self.slack else { return }
        report.add(
            VerificationFinding(
                .clockAhead,
                entry: size - 1,
                "\(newest.wallText) > \(times.latest.wallText)"
            )
        )
    }

    private mutating func audit(
        _ witnessed: Tick.Witnessed,
        of tick: Recorded,
        _ levels: HashLevels,
        _ report: inout VerificationReport
    ) {
        let note: SignedNote
        do {
            let bytes = Array(witnessed.note.utf8)
            note = try SignedNote(parsing: bytes)
            let checkpoint = try Checkpoint(verifying: bytes, by: key, witnesses: known)
            guard checkpoint.size == witnessed.size, checkpoint.size <= tick.index,
                levels.root(at: checkpoint.size) == checkpoint.root
            else {
                report.add(VerificationFinding(.tickWrong, entry: tick.index, "\(witnessed.size)"))
                return
            }
        } catch {
            report.add(VerificationFinding(.tickWrong, entry: tick.index, "\(error)"))
            return
        }
        audit(note, size: witnessed.size, &report)
        guard let times = times(of: note) else { return }
        report.bracketed = witnessed.size
        guard tick.at.milliseconds < times.earliest.milliseconds - Self.slack else { return }
        report.add(
            VerificationFinding(
                .clockBehind,
                entry: tick.index,
                "\(tick.at.wallText) < \(times.earliest.wallText)"
            )
        )
    }

    private mutating func lookForSilence(
        before next: Recorded,
        _ report: inout VerificationReport
    ) {
        guard let minutes, let last = moments.last else { return }
        let most = 2 * Int64(minutes) * 60_000 + Self.slack
        guard next.at.milliseconds - last.milliseconds > most else { return }
        report.add(Silence(before: next.index, from: last, to: next.at))
    }

    private var known: [VerifierKey] {
        witnesses + enrolled.keys.sorted().compactMap { enrolled[$0] }
    }

    /// The middle of the times at which known witnesses cosigned; of an even number the two middle
    /// ones.
    private func times(of note: SignedNote) -> (earliest: Timestamp, latest: Timestamp)? {
        let signers = Set(note.signers(among: known).map(\.id))
        let times = note.signatures.filter { signers.contains($0.keyID) }
            .compactMap { Cosignature($0)?.moment }.sorted()
        guard !times.isEmpty else { return nil }
        return (times[(times.count - 1) / 2], times[times.count / 2])
    }
}
