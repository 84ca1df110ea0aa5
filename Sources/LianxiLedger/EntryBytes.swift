import LianxiCore
import LianxiJSON

/// The entries a busy day consists of, written straight to bytes.
///
/// Orders, receipts and acts go through here; all other entries, and each new type, through the
/// values of `EventMembers`. Both ways give the same bytes, which a test sees to: a member added
/// there is added here too.
enum EntryBytes {
    /// The entry's exact bytes; `nil` for a type that is written through values.
    static func encode(
        _ event: Event,
        at: Timestamp,
        cause: Cause?,
        chain: ChainLink?,
        delivery: Delivery?
    ) -> [UInt8]? {
        let place = EntryPlace(at: at, cause: cause, chain: chain, delivery: delivery)
        var writer = JSONWriter(capacity: 2048)
        switch event {
        case .dispatched(let it): write(it, place, &writer)
        case .received(let it): write(it, place, &writer)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            write(it, as: event.typeName, place, &writer)
        default: return nil
        }
        return writer.finish()
    }

    private static func write(_ it: Dispatched, _ place: EntryPlace, _ writer: inout JSONWriter) {
        precondition(it.facts.matter == it.assignment.matter, "an order is about one matter")
        writer.raw("{\"assignment\":")
        writer.write(it.assignment)
        place.writeAt(&writer)
        writer.write(it.clocks)
        writer.raw(",\"facts\":")
        writer.write(it.facts)
        place.writeFeed(&writer)
        place.writeChain(of: it.assignment.matter, &writer)
        writer.write(",\"settles\":", it.settles)
        place.writeRecipient(&writer)
        writer.raw(",\"type\":\"dispatched\",\"v\":1}")
    }

    private static func write(_ it: Received, _ place: EntryPlace, _ writer: inout JSONWriter) {
        writer.raw("{\"assignment\":")
        writer.hexadecimal(it.assignment.high, it.assignment.low)
        place.writeAt(&writer)
        writer.write(it.clocks)
        writer.raw(",\"department\":")
        writer.plain(it.department.text)
        place.writeFeed(&writer)
        place.writeChain(of: it.matter, &writer)
        writer.write(",\"settles\":", it.settles)
        place.writeRecipient(&writer)
        writer.raw(",\"type\":\"received\",\"v\":1,\"version\":")
        writer.integer(it.version)
        writer.raw("}")
    }

    private static func write(
        _ it: Acted,
        as type: String,
        _ place: EntryPlace,
        _ writer: inout JSONWriter
    ) {
        writer.raw("{\"act\":")
        writer.write(it.act)
        writer.raw(",\"assignment\":")
        writer.hexadecimal(it.assignment.high, it.assignment.low)
        place.writeAt(&writer)
        writer.write(it.clocks)
        place.writeFeed(&writer)
        writer.raw(",\"late\":")
        writer.bool(it.isLate)
        place.writeChain(of: it.act.act.matter, &writer)
        writer.write(",\"settles\":", it.settles)
        writer.raw(",\"skewed\":")
        writer.bool(it.isSkewed)
        place.writeRecipient(&writer)
        writer.raw(",\"type\":")
        writer.plain(type)
        writer.raw(",\"v\":1,\"version\":")
        writer.integer(it.version)
        if !it.voids.isEmpty { writer.write(",\"voids\":", it.voids) }
        writer.raw("}")
    }
}

/// What an entry has because of where it stands, in the pieces the order of names asks for.
private struct EntryPlace {
    let at: Timestamp
    let cause: Cause?
    let chain: ChainLink?
    let delivery: Delivery?

    /// `at` and `by`.
    func writeAt(_ writer: inout JSONWriter) {
        writer.raw(",\"at\":")
        writer.integer(at.milliseconds)
        guard let cause else { return }
        writer.raw(",\"by\":{")
        if let officer = cause.officer {
            writer.raw("\"officer\":")
            writer.plain(officer.text)
            writer.raw(",")
        }
        writer.raw("\"party\":")
        writer.plain(cause.party.text)
        if let signed = cause.signed { write(signed, &writer) }
        writer.raw("}")
    }

    private func write(_ it: WishSignature, _ writer: inout JSONWriter) {
        writer.raw(",\"signed\":{\"at\":")
        writer.integer(it.at.milliseconds)
        if it.count > 1 {
            writer.raw(",\"batch\":[")
            writer.integer(it.count)
            writer.raw(",")
            writer.integer(it.place)
            writer.raw(",[")
            for (place, hash) in it.path.enumerated() {
                if place > 0 { writer.raw(",") }
                writer.plain(hash.base64)
            }
            writer.raw("]]")
        }
        writer.raw(",\"signature\":")
        writer.plain(it.signature)
        writer.raw("}")
    }

    func writeFeed(_ writer: inout JSONWriter) {
        guard let delivery else { return }
        writer.raw(",\"feed\":")
        writer.integer(delivery.number)
    }

    /// `matter`, `n`, `prev` and `request`.
    func writeChain(of matter: MatterID, _ writer: inout JSONWriter) {
        writer.raw(",\"matter\":")
        writer.hexadecimal(matter.high, matter.low)
        if let chain {
            writer.raw(",\"n\":")
            writer.integer(chain.number)
            if let previous = chain.previous {
                writer.raw(",\"prev\":")
                writer.hexadecimal(previous.words)
            }
        }
        if let request = cause?.request {
            writer.raw(",\"request\":")
            writer.hexadecimal(request.high, request.low)
        }
    }

    func writeRecipient(_ writer: inout JSONWriter) {
        guard let delivery else { return }
        writer.raw(",\"to\":")
        writer.plain(delivery.recipient.text)
    }
}
