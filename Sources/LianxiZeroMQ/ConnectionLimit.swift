/// How many connections the keys of one ZAP domain may have open at once.
///
/// Each costs a descriptor and, where its answers are not read, megabytes; all parties share both. Counted are connections
/// that outlived a handshake and those admitted lately, as far as the kernel has so many: strangers who knock at a party's
/// port take no room from it.
struct ConnectionLimit {
    /// Where the connections of a domain come in.
    private struct Door {
        let port: UInt16
        let most: Int
        /// When those were admitted whom the census cannot tell from strangers yet; the last ``most`` of them.
        var admitted: [ContinuousClock.Instant] = []
    }

    /// A census is good for so long when somebody is admitted, and when somebody is about to be refused.
    private static let pause = (admission: Duration.seconds(1), refusal: Duration.milliseconds(100))
    /// How much longer than needed who was admitted is remembered, for a thread that comes late to look.
    private static let slack = Duration.seconds(10)

    private let maturity: Duration
    private var census: ConnectionCensus
    private var doors: [String: Door] = [:]
    /// When to look next, so that those admitted last are known by their age in time; `nil` while nobody was.
    private(set) var due: ContinuousClock.Instant?

    /// - Parameter handshake: How long a connection may take for its handshake, in milliseconds.
    init(handshake: Int) {
        maturity = .milliseconds(handshake) + .seconds(1)
        census = ConnectionCensus(maturity: maturity)
    }

    /// Lets the domain, whose socket is bound to the address, have so many; only over tcp are they counted.
    mutating func bound(_ domain: String, at address: String, to most: Int) {
        guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else { return }
        doors[domain] = Door(port: port, most: most)
    }

    mutating func forget(_ domain: String) { doors[domain] = nil }

    /// Whether one more may come in, who is connected already; counts it if so.
    mutating func admits(_ domain: String, at now: ContinuousClock.Instant = .now) -> Bool {
        guard var door = doors[domain] else { return true }
        look(at: now, ifOlderThan: Self.pause.admission)
        door.admitted.removeAll { now - $0 > maturity + Self.slack }
        if census.count(by: door.port).old + door.admitted.count >= door.most {
            look(at: now, ifOlderThan: Self.pause.refusal)
            // Those who came after the census, of whom one is at the door.
            let taken = census.takenAt ?? now
            let since = taken == now ? 0 : door.admitted.count { $0 > taken } + 1
            guard census.count(by: door.port).all + since <= door.most else { return false }
        }
        door.admitted = (door.admitted + [now]).suffix(door.most)
        doors[domain] = door
        if due == nil { due = now + Self.pause.admission }
        return true
    }

    /// Looks when it is time.
    mutating func lookIfDue(at now: ContinuousClock.Instant = .now) {
        if let due, due <= now { look(at: now, ifOlderThan: .zero) }
    }

    private mutating func look(at now: ContinuousClock.Instant, ifOlderThan age: Duration) {
        if let taken = census.takenAt, now - taken < age { return }
        census.take(at: now)
        due = nil
    }
}
