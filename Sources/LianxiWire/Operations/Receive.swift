package import LianxiCore
package import LianxiJSON

/// A department's machine has these orders on disk: the first layer of receipt.
package struct ReceiveRequest: DeskRequest {
    package typealias Answer = EntryResultsReply
    package static let operation = OperationName.receive

    /// An order, by the entry that is it.
    package struct Order: WireObject {
        package let index: UInt64
        /// RFC 6962 leaf hash of the entry's bytes as received, in hexadecimal digits.
        package let hash: Digest32

        package init(index: UInt64, hash: Digest32) {
            self.index = index
            self.hash = hash
        }

        package var members: [(name: String, value: JSONValue?)] {
            [("index", JSONValue(index)), ("hash", hash.hex)]
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            index = try reader.number("index")
            hash = try reader.hexHash("hash")
        }
    }

    /// 1…256.
    package let orders: [Order]

    package init(orders: [Order]) { self.orders = orders }

    package var members: [(name: String, value: JSONValue?)] { [("orders", JSONValue(orders))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        orders = try reader.objects("orders", 1...WireLimits.receipts)
    }
}
