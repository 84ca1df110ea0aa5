/// Who reads a report.
///
/// Reports of informants (检举控告, art. 30) and the sealed parts of mixed letters are never told apart by
/// unit, place or subject; what the member units read leaves them out of everything.
package enum StatisticsAudience: String, Hashable, Sendable, CaseIterable {
    /// The office, its Party committee and government, and the superior bureau.
    case office
    /// The member units (成员单位).
    case members
}
