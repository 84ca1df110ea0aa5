import LianxiCore
import LianxiWire

// Reviews and re-reviews from the request to the service, and words about reminders.

/// What the office enters next of reviews, drawn from how they stand.
///
/// Petitioners ask in time and late; hearings overlap, and are entered again with another last day.
struct OfficeReviews {
    let docket: Docket
    let lot: Lot
    let now: Timestamp

    /// The steps that follow for one matter with an opinion that was served; none where there is none.
    func steps(_ matters: [MatterRecord]) -> [StepRequest] {
        let served = matters.filter { matter in
            matter.stage != .archived
                && matter.assignments.contains { matter.last(.serve, on: $0) != nil }
        }
        guard let matter = lot.pick(from: served) else { return [] }
        guard let last = matter.reviews.last else {
            return isPatient(matter) ? [] : [ask(.review, matter)]
        }
        guard last.isAdmitted else { return [step(.admitReview, matter, StepDetails())] }
        guard last.decision != nil else {
            return last.level == .rereview && lot.happens(600)
                ? [hearing(matter, last), hearing(matter, last)] : [decide(matter, last)]
        }
        guard last.service != nil else {
            return [
                step(
                    .serveReview,
                    matter,
                    StepDetails(word: ServiceMethod.allCases.first?.rawValue, on: today)
                )
            ]
        }
        return [ask(last.level == .review ? .rereview : .review, matter)]
    }

    /// A word about the reminders of a clock that runs, or of one that does not.
    func attention(_ matters: [MatterRecord]) -> StepRequest? {
        let keys = matters.flatMap { docket.clockKeys(of: .matter($0.facts.matter)) }
            .filter { $0.assignment != nil && $0.document == nil }
        let running = keys.filter { docket.clock($0)?.isRunning ?? false }
        guard let key = lot.pick(from: lot.happens(900) ? running : keys),
            let kind = lot.pick(from: [
                StepKind.attend, .attend, .snooze, .hold, .resume, .stopReminders, .escalate,
            ])
        else { return nil }
        return StepRequest(
            officer: ConferenceKeys.clerk,
            kind: kind,
            matter: key.matter,
            assignment: key.assignment,
            says: StepDetails(
                word: key.duty.text.lowercased(),
                on: kind == .snooze ? today.adding(days: lot.pick(1...10)) : nil,
                person: kind.form.required.contains(.person) ? "somebody" : nil
            ),
            note: kind.form.required.contains(.note) ? "说明" : nil
        )
    }

    private var today: CivilDate { now.civilDate }

    /// Every fourth petitioner asks for a review when it is too late.
    private func isPatient(_ matter: MatterRecord) -> Bool {
        let id = matter.facts.matter
        guard id.low % 4 == 0 else { return false }
        return docket.clockKeys(of: .matter(id)).contains { key in
            guard key.duty == .reviewRight, let clock = docket.clock(key) else { return false }
            return clock.start.dates.legal.map { today <= $0.adding(days: 3) } ?? false
        }
    }

    /// Today, or some days ago; mostly the petitioner takes the time there is.
    private func ask(_ level: ReviewLevel, _ matter: MatterRecord) -> StepRequest {
        step(
            .requestReview,
            matter,
            StepDetails(word: level.rawValue, on: today.adding(days: -lot.pick(0...3)))
        )
    }

    private func hearing(_ matter: MatterRecord, _ last: ReviewView) -> StepRequest {
        let first = max(last.request.day, today.adding(days: -lot.pick(0...4)))
        return step(
            .hearing,
            matter,
            StepDetails(
                word: last.level.rawValue,
                on: first,
                until: first.adding(days: lot.pick(0...4))
            )
        )
    }

    private func decide(_ matter: MatterRecord, _ last: ReviewView) -> StepRequest {
        let word = lot.pick(from: ["upheld", "upheld", "changed", "quashed"])
        return step(
            .decideReview,
            matter,
            StepDetails(
                word: word,
                on: today,
                period: word == "quashed" ? .calendarDays(lot.pick(10...40)) : nil,
                document: "复1号"
            )
        )
    }

    private func step(
        _ kind: StepKind,
        _ matter: MatterRecord,
        _ says: StepDetails
    ) -> StepRequest {
        StepRequest(
            officer: ConferenceKeys.clerk,
            kind: kind,
            matter: matter.facts.matter,
            says: says,
            note: kind.form.required.contains(.note) ? "说明" : nil
        )
    }
}
