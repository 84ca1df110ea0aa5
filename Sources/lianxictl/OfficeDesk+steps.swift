import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension OfficeDesk {
    /// Takes a step on a matter, and says that it was taken.
    ///
    /// - Throws: ``Trouble`` or `DeskError`; nothing was recorded then.
    func take(_ wish: StepWish, on matter: String, _ printing: PrintingOptions) async throws {
        let id = try await self.matter(matter, printing)
        var details = wish.details
        if let link = wish.link { details.link = try await self.matter(link, printing) }
        var row: AssignmentRow?
        if let name = wish.assignment { row = try await assignment(name, of: id, printing) }
        let answer = try await order(
            StepRequest(
                officer: officer,
                kind: wish.kind,
                matter: id,
                assignment: row?.assignment.id,
                version: row?.version,
                says: details,
                note: wish.note
            )
        )
        let assigned = row.map { [("assignment", JSONValue.string("\($0.assignment.id)"))] } ?? []
        try printing.recorded(
            wish.kind.words(.zh),
            wish.kind.words(.en),
            entry: answer.entry,
            [("step", .string(wish.kind.rawValue)), ("matter", .string(id.description))] + assigned
        )
    }

    /// The assignment someone means: its digits, or the department it is with.
    ///
    /// Of several of one department the newest that is open, else the newest.
    private func assignment(
        _ name: String,
        of matter: MatterID,
        _ printing: PrintingOptions
    ) async throws -> AssignmentRow {
        let rows = try await desk.ask(ShowRequest(matter: matter)).assignments
        let named = rows.filter {
            $0.assignment.department.text == name || $0.assignment.id.description == name
        }
        if let row = named.last(where: { !$0.state.isFinal }) ?? named.last { return row }
        let parties = rows.map(\.assignment.department.text).joined(separator: ", ")
        throw Trouble.refused(
            printing.say(
                "该事项未交给 \(name)；现由：\(parties.isEmpty ? "无" : parties)",
                "\(name) has no assignment of it; it is with: \(parties.isEmpty ? "nobody" : parties)"
            )
        )
    }
}
