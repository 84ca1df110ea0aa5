package import LianxiCore
import LianxiJSON

/// What a paper is called, how long it is, and the SHA-256 of its bytes, by which it is addressed.
///
/// Kept sealed as an item of the dossier, so that the ledger has a commitment to it and no name.
package struct AttachmentListing: Hashable, Sendable {
    /// 1 to 255 bytes, without a slash or a control character.
    package let name: String
    /// 1 to 67,108,864 bytes.
    package let size: Int
    package let address: Digest32

    /// Checks the form of a listing.
    ///
    /// - Throws: ``DossierError/malformed``
    package init(name: String, size: Int, address: Digest32) throws(DossierError) {
        guard AttachmentLimits.isName(name), (1...AttachmentLimits.mostBytes).contains(size) else {
            throw .malformed
        }
        self.name = name
        self.size = size
        self.address = address
    }

    /// Reads a listing out of an opened item of the dossier.
    ///
    /// - Throws: ``DossierError/malformed`` when the item is none.
    package init(_ item: DossierItem) throws(DossierError) {
        guard item.field == AttachmentRecord.field else { throw .malformed }
        try self.init(payload: item.payload)
    }

    /// Reads the canonical bytes of a listing.
    ///
    /// - Throws: ``DossierError/malformed``
    package init(payload: [UInt8]) throws(DossierError) {
        guard let value = try? JSONValue(canonical: payload), case .object(let object) = value,
            object.members.count == 3, case .string(let name)? = object["name"],
            case .integer(let size)? = object["size"], case .string(let hex)? = object["sha-256"],
            let bytes = hexBytes(hex), let address = Digest32(bytes), let size = Int(exactly: size)
        else { throw .malformed }
        try self.init(name: name, size: size, address: address)
    }

    /// The canonical bytes that are sealed.
    package var payload: [UInt8] {
        let members: [(name: String, value: JSONValue)] = [
            ("name", .string(name)), ("sha-256", .string(address.description)),
            ("size", .integer(Int64(size))),
        ]
        return JSONValue(members).canonicalBytes
    }
}
