import LianxiCore
import LianxiJSON
import LianxiLedger

extension FuzzTarget {
    /// Notes, entries and exports, which whoever holds a copy may have changed.
    static let ledger: [FuzzTarget] = [
        FuzzTarget("note") { bytes in
            let note = try SignedNote(parsing: bytes)
            try Complaint.unless(note.bytes == bytes, "the note is written otherwise")
        },
        FuzzTarget("checkpoint") { bytes in
            let it = try Checkpoint(parsing: bytes)
            try Complaint.unless(
                bytes.starts(with: it.text),
                "the checkpoint is written otherwise"
            )
        },
        FuzzTarget("verifier-key") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let key = try VerifierKey(parsing: text)
            try Complaint.unless("\(key)".utf8.elementsEqual(bytes), "the key is written otherwise")
        },
        FuzzTarget("proof-file") { bytes in
            let proof = try ProofFile(parsing: bytes)
            try Complaint.unless(proof.bytes == bytes, "the proof is written otherwise")
        },
        FuzzTarget("tile") { bytes in
            guard let width = bytes.first.map({ Int($0) + 1 }) else { throw Refused() }
            let rest = Array(bytes.dropFirst())
            guard let hashes = TileBytes.hashes(rest, width: width) else { throw Refused() }
            try Complaint.unless(TileBytes.encode(hashes) == rest, "the tile is written otherwise")
        },
        FuzzTarget("bundle") { bytes in
            guard let width = bytes.first.map({ Int($0) + 1 }) else { throw Refused() }
            let rest = Array(bytes.dropFirst())
            guard let entries = TileBytes.entries(rest, width: width) else { throw Refused() }
            try Complaint.unless(
                TileBytes.encode(entries: entries) == rest,
                "the bundle is written otherwise"
            )
        },
        FuzzTarget("act-text") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let (act, origin) = try ActText.parse(text)
            try Complaint.unless(
                ActText.encode(act, origin: origin).utf8.elementsEqual(text.utf8),
                "the act is written otherwise"
            )
        },
        FuzzTarget("entry") { bytes in
            let entry = try EntryCodec.decode(bytes)
            let again = try EntryCodec.encode(
                entry.event,
                at: entry.at,
                cause: entry.cause,
                chain: entry.chain,
                delivery: entry.delivery
            )
            try Complaint.unless(again == bytes, "the entry is written otherwise")
        },
        // Signed here, so that what the signature covers is read.
        FuzzTarget("confirmation") { bytes in
            guard bytes.last == 0x0a, let key = signer(Confirmation.keyName(origin: "log"))
            else { throw Refused() }
            let it = try Confirmation(verifying: key.note(bytes), by: key.verifier)
            try Complaint.unless(it.text == bytes, "the confirmation is written otherwise")
        },
        FuzzTarget("seal") { bytes in
            guard bytes.last == 0x0a, let key = signer("housing/zhang") else { throw Refused() }
            let it = try BundleSeal(verifying: key.note(bytes), by: [key.verifier])
            try Complaint.unless(it.text == bytes, "the seal is written otherwise")
        },
        FuzzTarget("replay") { bytes in
            let forgery = try Forgery(lines: bytes)
            try Complaint.unless(
                try forgery.verify().entries == forgery.size,
                "the report is of other entries"
            )
        },
    ]

    /// A key that everybody knows.
    private static func signer(_ name: String) -> SigningKey? {
        try? SigningKey(name: name, seed: Digest32.sha256(of: Array(name.utf8)).bytes)
    }
}
