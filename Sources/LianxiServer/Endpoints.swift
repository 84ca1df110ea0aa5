import LianxiCore
import LianxiWire

/// Where the parties' pairs are.
struct Endpoints: Sendable {
    /// The address bound to, such as `127.0.0.1` or `*`.
    let address: String
    /// Two ports a party; a pair begins at an even distance from the first.
    let ports: ClosedRange<Int>
    /// The office's further desk.
    let localDesk: String?

    init(_ configuration: ServerConfiguration) {
        address = configuration.address
        ports = configuration.ports
        localDesk = configuration.localDesk
    }

    func pair(of party: Party) -> PartyEndpoint {
        PartyEndpoint(
            party: party.id,
            feed: "tcp://\(address):\(party.feedPort)",
            desk: "tcp://\(address):\(party.deskPort)",
            localDesk: party.kind == .office ? localDesk : nil,
            curveKeys: party.curveKeys
        )
    }

    /// The party with a pair of ports: its own when it is enrolled, the one asked for, or else the
    /// first that nobody has.
    ///
    /// A revoked party's ports are free again.
    ///
    /// - Throws: `tooMany` when the range is used up or the pair asked for is taken.
    func placed(_ party: Party, in docket: Docket) throws(Refusal) -> Party {
        let others = docket.parties.filter { !$0.isRevoked && $0.party.id != party.id }
        let taken = Set(others.map(\.party.feedPort))
        let own = docket.party(party.id)?.party.feedPort
        let pairs = stride(from: ports.lowerBound, to: ports.upperBound, by: 2)
        let wanted = party.feedPort == 0 ? [own].compactMap { $0 } + pairs : [party.feedPort]
        guard let port = wanted.first(where: { isPair($0) && !taken.contains($0) }) else {
            throw .tooMany
        }
        return Party(
            id: party.id,
            kind: party.kind,
            name: party.name,
            curveKeys: party.curveKeys,
            actKeys: party.actKeys,
            feedPort: port,
            handlesReports: party.handlesReports,
            witnessKey: party.witnessKey,
            signs: party.signs,
            invitation: party.invitation,
            signed: party.signed
        )
    }

    private func isPair(_ port: Int) -> Bool {
        port >= ports.lowerBound && port < ports.upperBound
            && (port - ports.lowerBound).isMultiple(of: 2)
    }
}
