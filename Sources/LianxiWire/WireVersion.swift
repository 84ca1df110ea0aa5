/// Versions of the protocol.
package enum WireVersion {
    /// The version of the frames this program writes.
    package static let current = 1
    /// All it speaks, lowest first.
    package static let supported = [1]

    /// The highest version both sides speak; `nil` when there is none.
    package static func chosen(from offered: [Int]) -> Int? {
        supported.last(where: offered.contains)
    }
}
