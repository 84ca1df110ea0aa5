import Foundation
import Testing

/// A network of two machines within this one: the test's own and a second, with a wire between them that can be bad.
///
/// Two network namespaces and a veth pair; what gets lost is dropped by the second machine's packet filter.
final class SplitNetwork {
    static let missing = "this machine does not let us make network namespaces with a packet filter"
    /// Tried once, by making one.
    static let isPossible = (try? SplitNetwork()) != nil

    /// Where the first machine is reached from the second.
    let address: String
    private let name: String

    /// - Throws: ``NeverHappened`` where the machine does not allow it.
    init() throws {
        let number = Int.random(in: 0...16_000)
        name = "lx\(number)"
        let network = "10.\(200 + number / 4096).\(number / 16 % 256)"
        let first = number % 16 * 16 + 1
        address = "\(network).\(first)"
        let wire = "\(name)a"
        try Self.sudo(["ip", "netns", "add", name])
        try Self.sudo([
            "ip", "link", "add", wire, "type", "veth", "peer", "name", "wire", "netns", name,
        ])
        try Self.sudo(["ip", "addr", "add", "\(address)/30", "dev", wire])
        try Self.sudo(["ip", "link", "set", wire, "up"])
        try beyond(["ip", "addr", "add", "\(network).\(first + 1)/30", "dev", "wire"])
        try beyond(["ip", "link", "set", "wire", "up"])
        try filter([])
    }

    deinit {
        _ = try? Self.sudo(["ip", "link", "del", "\(name)a"])
        _ = try? Self.sudo(["ip", "netns", "del", name])
    }

    /// What starts a program on the second machine, in its own place.
    var launcher: [String] { ["/usr/bin/nsenter", "--net=/run/netns/\(name)"] }

    /// One packet in so many is lost, each way, by chance.
    func lose(_ share: Double) throws {
        try filter([
            "-m", "statistic", "--mode", "random", "--probability", "\(share)", "-j", "DROP",
        ])
    }

    /// Nothing comes through any more, and nobody is told.
    func cut() throws { try filter(["-j", "DROP"]) }

    /// Everything comes through.
    func heal() throws { try filter([]) }

    private func filter(_ rule: [String]) throws {
        for chain in ["INPUT", "OUTPUT"] {
            try beyond(["iptables", "-F", chain])
            if !rule.isEmpty { try beyond(["iptables", "-A", chain] + rule) }
        }
    }

    private func beyond(_ command: [String]) throws {
        try Self.sudo(["nsenter", "--net=/run/netns/\(name)"] + command)
    }

    private static func sudo(_ command: [String]) throws {
        let path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"
        let done = try run("/usr/bin/env", [path] + command)
        guard done.code == 0 else {
            throw NeverHappened(what: "\(command.joined(separator: " ")): \(done.errors)")
        }
    }
}
