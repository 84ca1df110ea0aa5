import LianxiCore

extension SampleEvents {
    private static let order = ErasureOrder(
        matter: matter(1),
        ground: .retention,
        document: "档销〔2026〕3号"
    )

    /// A dossier is to be destroyed, and is.
    static var erasure: [SampleEntry] {
        [
            SampleEntry(event: .erasureAsked(order), cause: office),
            SampleEntry(
                event: .erased(Erased(order: order, asked: 57, fields: ["claim", "petitioner"])),
                cause: office
            ),
        ]
    }
}
