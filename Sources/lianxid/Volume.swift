import Foundation
import Glibc

/// The volume a path lies on, or is to lie on.
struct Volume {
    let path: String

    /// What a program may still write there; `nil` when nobody knows.
    var freeMebibytes: Int? {
        var place = URL(filePath: path)
        while place.path != "/", !FileManager.default.fileExists(atPath: place.path) {
            place.deleteLastPathComponent()
        }
        var volume = statvfs()
        guard statvfs(place.path, &volume) == 0 else { return nil }
        return (Int(volume.f_bavail) * Int(volume.f_frsize)) >> 20
    }
}
