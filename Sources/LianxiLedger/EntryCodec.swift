package import LianxiCore
import LianxiJSON

/// The entry's place in its chain: of a matter, or of a document of its own.
package struct ChainLink: Hashable, Sendable {
    /// 1, 2, 3 … within the chain.
    package let number: UInt64
    /// Leaf hash of the chain's previous entry; `nil` for number 1 and only then.
    package let previous: Digest32?

    package init(number: UInt64, previous: Digest32?) {
        precondition(number >= 1, "a chain begins at 1")
        precondition((number == 1) == (previous == nil), "only the first entry has none before it")
        self.number = number
        self.previous = previous
    }
}

/// An entry of the ledger, read from its bytes.
package struct Entry: Hashable, Sendable {
    package let at: Timestamp
    package let cause: Cause?
    /// Present exactly when the event concerns a matter, or a document of its own.
    package let chain: ChainLink?
    /// Present exactly when the event is addressed to a party.
    package let delivery: Delivery?
    package let event: Event
}

/// What stands around the event of an entry.
package struct EntryHeading: Hashable, Sendable {
    /// The event's name in the ledger.
    package let type: String
    package let at: Timestamp
    package let cause: Cause?
    package let chain: ChainLink?
    package let delivery: Delivery?
}

/// Why an entry cannot be written, or bytes are not an entry.
package enum EntryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// More than ``EntryCodec/mostBytes``.
    case tooLarge(bytes: Int)
    /// Not canonical JSON.
    case notCanonical(String)
    /// Not the members an entry of its type has.
    case wrongShape(String)
    /// A type or a member of which this program knows nothing: a newer one wrote it.
    case unknown(String)

    package var description: String {
        switch self {
        case .tooLarge(let bytes): "the entry has \(bytes) bytes, more than \(EntryCodec.mostBytes)"
        case .notCanonical(let what): "the entry is not canonical JSON: \(what)"
        case .wrongShape(let what): "the entry has another shape: \(what)"
        case .unknown(let what):
            "the entry has \(what), which this program does not know: a newer program wrote it. "
                + "Start that one; this one changes nothing"
        }
    }

    /// The same, for an administrator to read.
    package func sentence(in language: Language) -> String {
        let chinese =
            switch self {
            case .tooLarge(let bytes): "该条有 \(bytes) 字节，超过 \(EntryCodec.mostBytes)"
            case .notCanonical(let what): "该条不是规范的 JSON（\(what)）"
            case .wrongShape(let what): "该条的形式不对（\(what)）"
            case .unknown(let what):
                "该条含有本程序不认识的内容（\(what)），是更新的程序写的；请启动更新的程序，本程序未作任何改动"
            }
        return language.pick(chinese, description)
    }
}

/// Entries as canonical JSON.
///
/// Format.md beside this file describes every member.
package enum EntryCodec {
    /// The most bytes of an entry.
    package static let mostBytes = 16_384
    /// The version every entry begins with.
    static let version: Int64 = 1

    /// The entry's exact bytes.
    ///
    /// Stops the process when `chain` or `delivery` do not suit the event: an event about a matter, or a
    /// document of its own, has a place in its chain; one with a recipient a number in that party's feed.
    ///
    /// - Throws: ``EntryError/tooLarge(bytes:)``
    package static func encode(
        _ event: Event,
        at: Timestamp,
        cause: Cause?,
        chain: ChainLink?,
        delivery: Delivery?
    ) throws(EntryError) -> [UInt8] {
        precondition((chain == nil) == (event.chain == nil), "a link is of a chain")
        precondition(delivery?.recipient == event.recipient, "a delivery is to the recipient")
        let bytes =
            EntryBytes.encode(event, at: at, cause: cause, chain: chain, delivery: delivery)
            ?? encodeValues(event, at: at, cause: cause, chain: chain, delivery: delivery)
        guard bytes.count <= mostBytes else { throw .tooLarge(bytes: bytes.count) }
        return bytes
    }

    /// The entry's bytes, written through values whatever its type is.
    package static func encodeValues(
        _ event: Event,
        at: Timestamp,
        cause: Cause?,
        chain: ChainLink?,
        delivery: Delivery?
    ) -> [UInt8] {
        var members = EventMembers.encode(event)
        members.append(("v", .integer(version)))
        members.append(("type", .string(event.typeName)))
        members.append(("at", JSONValue(at.milliseconds)))
        if let matter = event.matter { members.append(("matter", .string("\(matter)"))) }
        if let chain {
            members.append(("n", JSONValue(chain.number)))
            if let previous = chain.previous { members.append(("prev", .string("\(previous)"))) }
        }
        if let delivery {
            members.append(("to", .string(delivery.recipient.text)))
            members.append(("feed", JSONValue(delivery.number)))
        }
        if let cause {
            members.append(("by", by(cause)))
            if let request = cause.request { members.append(("request", .string("\(request)"))) }
        }
        return JSONValue(members).canonicalBytes
    }

    /// Reads an entry.
    ///
    /// - Throws: ``EntryError`` for bytes that are not canonical, lack a member, have one too many,
    ///   or would not be written again as they are.
    package static func decode(_ bytes: [UInt8]) throws(EntryError) -> Entry {
        guard bytes.count <= mostBytes else { throw .tooLarge(bytes: bytes.count) }
        let entry: Entry
        do {
            entry = try read(JSONValue(parsing: bytes))
        } catch let error as JSONShapeError {
            throw fault(of: bytes, error)
        } catch {
            throw .notCanonical("\(error)")
        }
        let again = try encode(
            entry.event,
            at: entry.at,
            cause: entry.cause,
            chain: entry.chain,
            delivery: entry.delivery
        )
        // What we write is canonical, so nothing else can be the same bytes.
        guard again == bytes else {
            throw fault(
                of: bytes,
                JSONShapeError(path: "", expected: "what would be written", found: "something else")
            )
        }
        return entry
    }

    /// Tells bytes that are not canonical from those of another shape, and both from what is not known here.
    private static func fault(of bytes: [UInt8], _ error: JSONShapeError) -> EntryError {
        do {
            _ = try JSONValue(canonical: bytes)
        } catch {
            return .notCanonical(error.description)
        }
        if error.path == "type", let type = try? heading(of: bytes).type {
            return .unknown("the type \(type)")
        }
        return error.isOfAnUnknownMember
            ? .unknown("the member \(error.path)") : .wrongShape(error.description)
    }

    private static func by(_ cause: Cause) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [("party", .string(cause.party.text))]
        if let officer = cause.officer { members.append(("officer", .string(officer.text))) }
        if let signed = cause.signed { members.append(("signed", SignedMembers.encode(signed))) }
        return JSONValue(members)
    }

    private static func read(_ value: JSONValue) throws(JSONShapeError) -> Entry {
        try JSONElement(value).object { (reader: inout JSONReader) throws(JSONShapeError) in
            _ = try reader.integer("v", in: version...version)
            let matter = try reader.optionalIdentifier("matter") as MatterID?
            let delivery = try self.delivery(&reader)
            let entry = Entry(
                at: try reader.moment("at"),
                cause: try cause(&reader),
                chain: try chain(&reader),
                delivery: delivery,
                event: try EventMembers.decode(
                    &reader,
                    matter: matter,
                    recipient: delivery?.recipient
                )
            )
            guard entry.event.matter == matter, entry.event.recipient == delivery?.recipient else {
                throw reader.error(
                    "matter",
                    expected: "the matter and recipient of the event",
                    found: "others"
                )
            }
            guard (entry.chain == nil) == (entry.event.chain == nil) else {
                throw reader.error(
                    "n",
                    expected: "it exactly in a chain",
                    found: entry.chain == nil ? "none" : "one"
                )
            }
            return entry
        }
    }

    /// Reads what stands around an entry's event, and not the event.
    ///
    /// For bytes that are known to be an entry, by their hash: what ``decode(_:)`` refuses may pass.
    ///
    /// - Throws: ``EntryError`` when what it reads has another shape.
    package static func heading(of bytes: [UInt8]) throws(EntryError) -> EntryHeading {
        do {
            var reader = try JSONReader(JSONValue(parsing: bytes))
            return EntryHeading(
                type: try reader.string("type", max: 64),
                at: try reader.moment("at"),
                cause: try cause(&reader),
                chain: try chain(&reader),
                delivery: try delivery(&reader)
            )
        } catch let error as JSONShapeError {
            throw .wrongShape(error.description)
        } catch {
            throw .notCanonical("\(error)")
        }
    }

    private static func chain(_ reader: inout JSONReader) throws(JSONShapeError) -> ChainLink? {
        guard let read = try reader.optionalInteger("n", in: 1...JSONValue.largestInteger) else {
            return nil
        }
        let number = UInt64(read)
        let previous = try reader.optionalParsed("prev", "64 hexadecimal digits") {
            Digest32(hex: $0)
        }
        guard (number == 1) == (previous == nil) else {
            throw reader.error("prev", expected: "one exactly when n > 1", found: "n \(number)")
        }
        return ChainLink(number: number, previous: previous)
    }

    private static func delivery(_ reader: inout JSONReader) throws(JSONShapeError) -> Delivery? {
        guard let recipient = try reader.optionalSlug("to") as PartyID? else { return nil }
        return Delivery(recipient: recipient, number: try reader.unsigned("feed", from: 1))
    }

    private static func cause(_ reader: inout JSONReader) throws(JSONShapeError) -> Cause? {
        let by = try reader.optionalObject("by") { (by: inout JSONReader) throws(JSONShapeError) in
            (
                party: try by.slug("party") as PartyID,
                officer: try by.optionalSlug("officer") as OfficerID?,
                signed: try by.optionalObject("signed", SignedMembers.wish)
            )
        }
        guard let by else { return nil }
        return Cause(
            party: by.party,
            officer: by.officer,
            request: try reader.optionalIdentifier("request"),
            signed: by.signed
        )
    }
}
