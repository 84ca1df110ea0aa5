/// A petitioner's name as it is compared with others: without blanks, in plain letters, in lower case.
///
/// Personal data; only ever handed to the store of the dossiers' keys, which keeps a keyed code of it.
package struct PetitionerName: Hashable, Sendable {
    /// UTF-8; empty when there is nothing to compare.
    package let bytes: [UInt8]

    package init(_ text: String) {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            // Full-width letters and digits, as a Chinese input method may give them.
            let isWide = (0xff01...0xff5e).contains(scalar.value)
            plain.append(isWide ? Unicode.Scalar(scalar.value - 0xfee0) ?? scalar : scalar)
        }
        bytes = Array(String(plain).lowercased().utf8)
    }

    /// The name an item of a dossier says; `nil` when the item is none, or empty.
    package init?(_ item: DossierItem) {
        guard item.field == Self.field else { return nil }
        self.init(String(decoding: item.payload, as: UTF8.self))
        if bytes.isEmpty { return nil }
    }

    /// The field of a dossier that names the petitioner.
    package static let field = "petitioner"
}
