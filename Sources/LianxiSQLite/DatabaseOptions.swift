/// What may differ from one opening of a store to the next.
package struct DatabaseOptions: Hashable, Sendable {
    /// The file may not grow beyond so many pages of 4096 bytes; beyond it the store is full.
    ///
    /// Only tests set it, to see what a full disk does.
    package var maximumPages: Int?

    package init(maximumPages: Int? = nil) { self.maximumPages = maximumPages }
}
