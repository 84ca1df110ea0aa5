extension StringProtocol {
    /// The text as it may stand on a page, between tags and in quoted attributes.
    ///
    /// Scalar by scalar: a mark that combines with `<` or with a quote must not hide it.
    package var markedUp: String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text.append(contentsOf: "&amp;".unicodeScalars)
            case "<": text.append(contentsOf: "&lt;".unicodeScalars)
            case ">": text.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": text.append(contentsOf: "&quot;".unicodeScalars)
            case "'": text.append(contentsOf: "&#39;".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
