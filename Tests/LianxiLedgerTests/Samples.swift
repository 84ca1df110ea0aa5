import LianxiCore
import LianxiLedger
import Testing

/// Ours, not the one of Swift Testing.
typealias Confirmation = LianxiLedger.Confirmation

/// The origin of the ledgers in these tests.
let origin = "xinfang.test.example/lianxi"

func matter(_ number: UInt64) -> MatterID { MatterID(high: 0x8f1d_0c2b_4a6e_47d3, low: number) }
func assignment(_ number: UInt64) -> AssignmentID { AssignmentID(high: 2, low: number) }
func request(_ number: UInt64) -> RequestID { RequestID(high: 3, low: number) }

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(text) else { preconditionFailure("bad date \(text)") }
    return date
}

/// A hash of 32 equal bytes.
func filled(_ byte: UInt8) -> Digest32 {
    guard let hash = Digest32([UInt8](repeating: byte, count: 32))
    else { preconditionFailure("not 32 bytes") }
    return hash
}

/// A key whose seed is 32 equal bytes.
func key(_ name: String, _ byte: UInt8) -> SigningKey {
    guard let key = try? SigningKey(name: name, seed: [UInt8](repeating: byte, count: 32))
    else { preconditionFailure("bad key \(name)") }
    return key
}

let logKey = key(origin, 1)
let confirmationKey = key("\(origin)/confirmation", 2)
let handlerKey = key("human-resources/handler", 3)

/// An act of the officer `handler` of `human-resources`; the members that matter are given.
func act(
    _ verb: ActVerb,
    sequence: UInt64 = 1,
    order: UInt64 = 7,
    orderHash: Digest32 = filled(0x11),
    head: (size: UInt64, root: Digest32) = (0, .emptyRoot),
    of matter: MatterID = matter(1),
    note: Digest32? = nil,
    at: Timestamp = Timestamp(seconds: 1_790_553_720)
) -> Act {
    let duty = verb.duties[0]
    let form = verb.form
    let needsNote = form.required.contains(.note)
    return Act(
        verb: verb,
        order: order,
        orderHash: orderHash,
        headSize: head.size,
        headRoot: head.root,
        matter: matter,
        department: PartyID(fixed: "human-resources"),
        officer: OfficerID(fixed: "handler"),
        duty: duty,
        ruleSet: DataSetID(fixed: "local-2026-1"),
        claimedAt: at,
        sequence: sequence,
        detail: verb == .conclude
            ? "explained" : form.required.contains(.word) ? form.words.first : nil,
        note: note ?? (needsNote ? filled(0x22) : nil),
        says: ActSayings(
            on: ActVerb.otherVerbs.contains(verb) && form.allows(.on)
                ? CivilDate("2026-09-28") : nil,
            period: form.allows(.period) ? .calendarDays(30) : nil,
            document: form.required.contains(.document) ? "武信〔2026〕1号" : nil,
            person: form.allows(.person) ? "deputy" : nil,
            marks: verb == .opine ? ["solved", "by-law"] : []
        )
    )
}

/// Acts signed by that officer's key as one batch.
func signed(_ acts: [Act]) throws -> [SignedAct] {
    try ActBatch.sign(acts, origin: origin, by: handlerKey)
}

/// The first of several.
func only<Value>(_ values: [Value]) throws -> Value { try #require(values.first) }

/// How many tries a fuzz test makes; enough to have found what was found, and quick.
let fuzzRounds = 1500

extension [UInt8] {
    /// The bytes with one to three small changes: a bit, a byte, a piece lost, doubled or swapped.
    func mutated(by generator: inout SeededGenerator) -> [UInt8] {
        var bytes = self
        for _ in 0...Int.random(in: 0...2, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            let other = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes[place] = .random(in: 0...255, using: &generator)
            case 2: bytes.removeSubrange(Swift.min(place, other)..<Swift.max(place, other))
            case 3: bytes.insert(bytes[other], at: place)
            case 4: bytes.swapAt(place, other)
            default:
                let digits = Array("9223372036854775807".utf8)
                bytes.replaceSubrange(place...place, with: digits)
            }
        }
        return bytes
    }
}
