package import LianxiCore
package import LianxiLedger

/// What a witness keeps between requests.
package protocol WitnessShelf: Sendable {
    /// The newest note kept for the origin; `nil` for none.
    func kept(of origin: String) throws -> [UInt8]?
    /// Keeps it; once this returns the disk has it.
    func keep(_ note: [UInt8], of origin: String) throws
}

/// An answer to a request of HTTP.
package struct WitnessAnswer: Hashable, Sendable {
    /// As HTTP counts.
    package let status: Int
    package let contentType: String
    package let body: [UInt8]

    package init(status: Int, contentType: String = "text/plain", body: [UInt8] = []) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

/// A witness of other logs: cosigns what continues what it cosigned last, one request at a time.
package actor WitnessDesk {
    private let book: WitnessBook
    private let key: SigningKey
    private let shelf: any WitnessShelf
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - book: The logs it knows.
    ///   - key: Of a witness.
    ///   - shelf: Nobody else writes to it.
    ///   - now: Whose seconds stand in cosignatures.
    package init(
        book: WitnessBook,
        key: SigningKey,
        shelf: any WitnessShelf,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.book = book
        self.key = key
        self.shelf = shelf
        self.now = now
    }

    /// Answers an `add-checkpoint`; never waits between what is kept and what is judged by it.
    package func add(_ body: [UInt8]) -> WitnessAnswer {
        guard let request = try? AddCheckpoint(parsing: body),
            let origin = book.origin(of: request)
        else { return WitnessAnswer(status: 400) }
        do {
            switch book.verdict(on: request, kept: try kept(of: origin)) {
            case .malformed: return WitnessAnswer(status: 400)
            case .unsigned: return WitnessAnswer(status: 403)
            case .unknownLog: return WitnessAnswer(status: 404)
            case .unproven: return WitnessAnswer(status: 422)
            case .conflict(let size):
                return WitnessAnswer(
                    status: 409,
                    contentType: "text/x.tlog.size",
                    body: Array("\(size)\n".utf8)
                )
            case .cosign(let checkpoint):
                let seconds = now().seconds
                guard seconds > 0 else { return WitnessAnswer(status: 500) }
                try shelf.keep(request.note, of: origin)
                let line = Cosignature.line(over: checkpoint, at: UInt64(seconds), by: key)
                return WitnessAnswer(status: 200, body: line.line)
            }
        } catch {
            return WitnessAnswer(status: 500)
        }
    }

    /// What was cosigned last; verified again, for a file may rot.
    private func kept(of origin: String) throws -> Checkpoint? {
        let keys = book.logs.filter { $0.name == origin }
        guard !keys.isEmpty, let bytes = try shelf.kept(of: origin) else { return nil }
        let note = try SignedNote(parsing: bytes)
        try note.verified(by: keys)
        return try Checkpoint(parsing: note.text)
    }
}
