/// The room an entry has for a value of varying length.
///
/// An entry is bounded; what is adopted as one value must fit, whatever it says.
enum EntryRoom {
    /// Bytes left beside what every entry has.
    static let bytes = 15_000

    static func holds(_ bytes: Int) -> Bool { bytes <= Self.bytes }
}

extension String {
    /// A control character stands in it, which would take six times its room.
    var hasControl: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
