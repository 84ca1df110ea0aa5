import LianxiCore

extension SampleEvents {
    /// What the SM3 tree came to.
    static var shadow: [SampleEntry] {
        let root = Digest32(words: (0x66c7_f0f4_62ee_edd9, 0xd1f2_d46b_dc10_e4e2, 3, 4))
        return [SampleEntry(event: .shadowRecorded(ShadowHead(size: 9, root: root)))]
    }
}
