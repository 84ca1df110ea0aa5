import Glibc

/// How many descriptors this process may open, and whether they are nearly used up.
enum Descriptors {
    /// So many are to stay free: an eighth, and 8 at least.
    static func reserve(of limit: Int) -> Int { max(8, limit / 8) }

    /// Fewer than the reserve are free.
    ///
    /// Looks at one descriptor as a rule: the kernel gives out the lowest number that is free, so as
    /// long as the first one within the reserve was never given out there is room. Only beyond that are
    /// they counted.
    static var isShort: Bool {
        var limits = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else {
            return false
        }
        let limit = Int(clamping: limits.rlim_cur)
        let most = max(0, limit - reserve(of: limit))
        guard fcntl(CInt(clamping: most), F_GETFD) >= 0 else { return false }
        return count.map { $0 >= most } ?? true
    }

    /// How many are open; `nil` when there is none left to count with.
    private static var count: Int? {
        let open = Self.open
        return open.isEmpty ? nil : open.count
    }

    /// Those that are open, in no order; none when there is none left to look with.
    static var open: [CInt] {
        guard let folder = opendir("/proc/self/fd") else { return [] }
        defer { closedir(folder) }
        let own = dirfd(folder)
        var all: [CInt] = []
        while let entry = readdir(folder) {
            let number = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { atoi($0) }
            }
            guard entry.pointee.d_type == DT_LNK, number != own else { continue }
            all.append(number)
        }
        return all
    }
}
