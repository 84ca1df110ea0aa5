import Glibc

/// The images of a program that the kernel writes when it dies of a fault.
package enum CoreFiles {
    /// From now on there is none of this process, nor of programs it starts: keys and personal data would
    /// stand in it.
    ///
    /// The bound holds for a system that collects them by a program too: systemd-coredump keeps nothing then.
    package static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // What is allowed to nobody can be taken from oneself; it fails for no reason.
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
