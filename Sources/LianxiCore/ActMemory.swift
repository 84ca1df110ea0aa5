/// Whose acts are counted: one act key.
struct KeyName: Hashable, Sendable {
    let party: PartyID
    let officer: OfficerID
}

/// One act that was recorded, as far as a repeat of it must be known again.
struct ActTrace: Hashable, Sendable {
    let index: UInt64
    let fingerprint: TextFingerprint
}

/// 128 bits by which an act's text is told from another of the same key and number.
///
/// Not a cryptographic hash: only the key's owner could make two texts meet, and would gain no
/// more than the answer to the first of them.
struct TextFingerprint: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// FNV-1a over the UTF-8 bytes, twice, from two offsets.
    init(_ text: String) {
        var text = text
        var high: UInt64 = 0xcbf2_9ce4_8422_2325
        var low: UInt64 = 0x6c62_272e_07bb_0142
        text.withUTF8 { bytes in
            for byte in bytes {
                high = (high ^ UInt64(byte)) &* 0x100_0000_01b3
                low = (low ^ UInt64(byte)) &* 0x100_0000_01b3 &+ 1
            }
        }
        self.high = high
        self.low = low
    }
}
