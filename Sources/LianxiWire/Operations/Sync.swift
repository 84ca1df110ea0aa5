package import LianxiJSON

/// Asks for the items of the asker's own feed above a number.
package struct SyncRequest: DeskRequest {
    package typealias Answer = SyncReply
    package static let operation = OperationName.sync

    /// The last number the asker has; 0 for none.
    package let after: UInt64
    /// 1…500.
    package let limit: Int

    package init(after: UInt64, limit: Int = WireLimits.items) {
        self.after = after
        self.limit = limit
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("after", JSONValue(after)), ("limit", JSONValue(limit))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        after = try reader.number("after")
        limit = try reader.count("limit", in: 1...Int64(WireLimits.items))
    }
}

/// Comes with one frame for each item, in order, laid out as on the feed.
package struct SyncReply: WireObject {
    /// Number of the feed's newest item when the reply was made.
    package let head: UInt64

    package init(head: UInt64) { self.head = head }

    package var members: [(name: String, value: JSONValue?)] { [("head", JSONValue(head))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        head = try reader.number("head")
    }
}

/// Asks for entries of the whole ledger, from an index on; for the office's watchers.
package struct EntriesRequest: DeskRequest {
    package typealias Answer = EntriesReply
    package static let operation = OperationName.entries

    package let from: UInt64
    /// 1…500.
    package let limit: Int

    package init(from: UInt64, limit: Int = WireLimits.items) {
        self.from = from
        self.limit = limit
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("from", JSONValue(from)), ("limit", JSONValue(limit))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        from = try reader.number("from")
        limit = try reader.count("limit", in: 1...Int64(WireLimits.items))
    }
}

/// Comes with one `EntryItem` frame for each entry, in order.
package struct EntriesReply: WireObject {
    /// Number of entries in the ledger when the reply was made.
    package let size: UInt64

    package init(size: UInt64) { self.size = size }

    package var members: [(name: String, value: JSONValue?)] { [("size", JSONValue(size))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        size = try reader.number("size")
    }
}
