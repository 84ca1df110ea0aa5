import Crypto
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiWire

/// The identifiers of one import.
///
/// All follow from its random name, so a repeat names the same things. A request's follows from the
/// things in it: another batch is another request. Nothing follows from personal data: identifiers
/// stand in the ledger for ever.
struct ImportNames: Equatable {
    /// 32 hexadecimal digits.
    let name: String

    /// The matter of the row with that number.
    func matter(_ number: String) -> MatterID { derived(["matter", number]) }

    /// The assignment of that row to a department.
    func assignment(_ number: String, _ department: PartyID) -> AssignmentID {
        derived(["assignment", department.text, number])
    }

    /// The request that registers those matters.
    func request(registering drafts: some Sequence<MatterDraft>) -> RequestID {
        derived(["register"] + drafts.map(\.matter.description))
    }

    /// The request that makes those assignments.
    func request(dispatching orders: some Sequence<DispatchOrder>) -> RequestID {
        derived(["dispatch"] + orders.flatMap(\.recipients).map(\.assignment.description))
    }

    /// The first 16 bytes of a hash over the name and the words, each with its length before it.
    private func derived<Tag>(_ words: [String]) -> HexIdentifier<Tag> {
        var hash = SHA256()
        for word in [name] + words {
            hash.update(data: Array("\(word.utf8.count)\n\(word)\n".utf8))
        }
        let digest = Array(hash.finalize())
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            bytes.reduce(0) { $0 << 8 | UInt64($1) }
        }
        return HexIdentifier(high: number(digest[0..<8]), low: number(digest[8..<16]))
    }
}

/// The file that keeps an import's name beside its register, from before anything is sent.
struct ImportJournal {
    let place: String
    let names: ImportNames
    /// The register's content is not the one the import began with.
    let isOfAnotherRegister: Bool

    /// Reads the journal of an earlier try, or makes one and has it on the disk before it is used.
    static func open(beside register: String) throws -> Self {
        let place = "\(register).import.json"
        let content = try Files.read(register, most: 64 << 20)
        let digest = hexText(Array(SHA256.hash(data: content)))
        if Files.exists(place) {
            let kept = try read(place)
            return Self(
                place: place,
                names: ImportNames(name: kept.name),
                isOfAnotherRegister: kept.digest != digest
            )
        }
        let name = hexText((0..<16).map { _ in UInt8.random(in: 0...255) })
        let value = JSONValue([("import", .string(name)), ("register", .string(digest))])
        try Files.write(value.canonicalBytes + [0x0a], to: place)
        return Self(place: place, names: ImportNames(name: name), isOfAnotherRegister: false)
    }

    private static func read(_ place: String) throws -> (name: String, digest: String) {
        let bytes = try Files.read(place)
        do {
            var reader = try JSONReader(JSONValue(parsing: bytes))
            let name = try reader.parsed("import", "32 hexadecimal digits") {
                hexBytes($0)?.count == 16 ? $0 : nil
            }
            let digest = try reader.string("register", max: 64)
            try reader.finish()
            return (name, digest)
        } catch {
            throw Trouble.cannotOpen("\(place): \(error)")
        }
    }
}
