import LianxiCore

/// The entries and proofs in a dossier for print, read back.
enum DossierProofs {
    /// Whether the file seems to be a dossier and not a proof.
    static func isDossier(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Array("<!DOCTYPE html>".utf8))
    }

    /// The pairs, in the order of the file; `nil` when one has no partner.
    static func read(_ bytes: [UInt8]) -> [(entry: [UInt8], proof: [UInt8])]? {
        let text = String(decoding: bytes, as: UTF8.self)
        let entries = blocks("<pre class=\"entry\">", of: text)
        let proofs = blocks("<pre class=\"proof\">", of: text)
        guard entries.count == proofs.count else { return nil }
        return Array(zip(entries, proofs)).map { ($0.0, $0.1) }
    }

    private static func blocks(_ opening: String, of text: String) -> [[UInt8]] {
        text.split(separator: opening, omittingEmptySubsequences: false).dropFirst().map { rest in
            let end = rest.firstRange(of: "</pre>")?.lowerBound ?? rest.endIndex
            return Array(plain(rest[..<end]).utf8)
        }
    }

    private static func plain(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
    }
}
