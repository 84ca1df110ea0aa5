import LianxiCore
import LianxiLedger
import LianxiWire

// The work calendar: which one is in force, and what another would change.

extension Desk {
    func calendar(_ asker: Asker) -> Reading {
        asker.question { docket, _ in
            let reply = docket.calendar.flatMap { calendar in
                docket.calendars[calendar.id].map {
                    CalendarReply(calendar: calendar, adoption: $0.adoption)
                }
            }
            return { () throws(StorageError) in
                reply.map { asker.answer($0) } ?? asker.refuse(.noRules)
            }
        }
    }

    func adoptCalendar(_ request: AdoptCalendarRequest, _ asker: Asker) -> Reading {
        if request.isDryRun { return preview(request, asker) }
        let wish = Wish(
            .adoptCalendar(request.calendar),
            cause: asker.cause(officer: request.officer)
        )
        return asker.submit([wish]) { outcomes, committed in
            var clocks = committed.docket.pendingRedatings
            if case .recorded(let recorded)? = outcomes.first { clocks += recorded.count - 1 }
            return { [clocks] () throws(StorageError) in
                asker.answer(outcomes) { AdoptCalendarReply(entry: $0, clocks: clocks) }
            }
        }
    }

    private func preview(_ request: AdoptCalendarRequest, _ asker: Asker) -> Reading {
        asker.question { docket, _ in
            do throws(Refusal) {
                let edit = try docket.preview(
                    request.calendar,
                    after: request.after,
                    limit: WireLimits.rows
                )
                let rows = edit.moves.map { move in
                    ClockMoveRow(
                        move,
                        number: docket.number(of: move.key) ?? "",
                        documentNumber: docket.documentNumber(of: move.key)
                    )
                }
                let preview = CalendarPreview(edit, moves: rows)
                return { () throws(StorageError) in
                    asker.answer(AdoptCalendarReply(preview: preview, clocks: edit.moved))
                }
            } catch {
                return { () throws(StorageError) in asker.refuse(error) }
            }
        }
    }
}
