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
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Not ".", not "..", not the one that was counted with.
        return count - 3
    }
}
