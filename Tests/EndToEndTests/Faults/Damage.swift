import Foundation
import Testing

/// One byte of a file changed, and what came of it.
enum Damage {
    enum Outcome: Hashable {
        /// Refused or failed, and said so, naming the place.
        case named
        /// Everything is answered as before the damage: nobody reads that byte, or it was fetched again.
        case harmless
        case silent(String)
    }

    private static let asked =
        ProcessInfo.processInfo.environment["LIANXI_DAMAGE"].flatMap { Int($0) }

    /// Where the file is changed: in some of its pages, or in each.
    static func places(in file: URL) throws -> [Int] {
        let size = try #require(
            try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
        )
        guard size > 4096 else { return [0, size / 2, size - 2] }
        let pages = size / 4096
        guard let asked else {
            return [0, 28, pages / 2 * 4096 + 4001, (pages - 1) * 4096 + 4090]
        }
        return (0..<pages).flatMap { page in
            (0..<asked).map { page * 4096 + (page * 2654 + $0 * 911) % 4096 }
        }
    }

    static func change(_ file: URL, at place: Int) throws {
        var bytes = try Data(contentsOf: file)
        // Another hexadecimal digit where it is one, so that a key stays a key.
        bytes[place] ^= 1
        try bytes.write(to: file)
    }
}
