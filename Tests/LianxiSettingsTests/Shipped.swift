import Foundation

/// The files this test was compiled beside.
enum Shipped {
    static let top = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func config(_ name: String) -> String {
        top.appending(path: "config").appending(path: name).path
    }

    /// A file named for the mistake it holds.
    static func mistake(_ name: String) -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return folder.appending(path: "Mistakes").appending(path: name).path
    }
}
