import Foundation

/// The memory of this process, as the kernel counts it.
enum StormMemory {
    /// Lets the peak begin again.
    static func beginAgain() {
        try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }

    /// The most that was in memory since, in bytes.
    static var peak: Double { kibibytes("VmHWM:", in: "/proc/self/status") * 1024 }

    /// All of the machine's, in bytes.
    static var machine: Double { kibibytes("MemTotal:", in: "/proc/meminfo") * 1024 }

    private static func kibibytes(_ name: String, in file: String) -> Double {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    }
}
