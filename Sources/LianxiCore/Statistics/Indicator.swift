/// A number of the report; what it counts, and where that is laid down, stands in its ``Definition``.
package enum Indicator: String, Hashable, Sendable, CaseIterable {
    // What came in
    case pieces, batches, persons
    case collectiveVisits = "collective-visits"
    case collectivePersons = "collective-persons"
    case onlineShare = "online-share"
    case repeatRate = "repeat-rate"

    // What the office did
    case forwarded, assigned, supervised
    case proposalsMade = "proposals-made"
    case proposalsAnswered = "proposals-answered"
    case proposalsAccepted = "proposals-accepted"
    case interviews, circulars
    case listedSupervisions = "listed-supervisions"
    case rectifications
    case bureauAcceptance = "bureau-acceptance"
    case urgentReports = "urgent-reports"
    case urgentSuperior = "urgent-superior"

    // What the units did
    case unitNotice = "unit-notice"
    case unitAcceptance = "unit-acceptance"
    case conclusion
    case duration
    case overruns
    case overrunLongest = "overrun-longest"
    case overrunMean = "overrun-mean"

    // What came of it
    case oneTimeResolution = "one-time-resolution"
    case participation, satisfaction
    case returnVisits = "return-visits"
    case reviews, rereviews

    /// How the value is to be read.
    package enum Kind: Hashable, Sendable {
        case count
        /// Numerator of denominator, in per cent.
        case rate
        /// Days in all, and of how many.
        case mean
        /// Days.
        case days
    }

    package var kind: Kind {
        switch self {
        case .onlineShare, .repeatRate, .bureauAcceptance, .urgentReports, .urgentSuperior,
            .unitNotice, .unitAcceptance, .conclusion, .oneTimeResolution, .participation,
            .satisfaction, .returnVisits:
            .rate
        case .duration, .overrunMean: .mean
        case .overrunLongest: .days
        case .pieces, .batches, .persons, .collectiveVisits, .collectivePersons, .forwarded,
            .assigned, .supervised, .proposalsMade, .proposalsAnswered, .proposalsAccepted,
            .interviews, .circulars, .listedSupervisions, .rectifications, .overruns, .reviews,
            .rereviews:
            .count
        }
    }

    /// The figures each unit has of its own, in this order.
    package static let ofUnits: [Self] = [
        .forwarded, .assigned, .unitNotice, .unitAcceptance, .conclusion, .overruns,
        .overrunLongest, .overrunMean,
    ]

    /// The section of the annual report it stands in, 1 to 4.
    ///
    /// Art. 41(1).
    package var section: Int {
        switch self {
        case .pieces, .batches, .persons, .collectiveVisits, .collectivePersons, .onlineShare,
            .repeatRate:
            1
        case .forwarded, .assigned, .supervised, .interviews, .circulars, .listedSupervisions,
            .rectifications, .bureauAcceptance:
            2
        case .proposalsMade, .proposalsAnswered, .proposalsAccepted: 3
        case .urgentReports, .urgentSuperior, .unitNotice, .unitAcceptance, .conclusion, .duration,
            .overruns, .overrunLongest, .overrunMean, .oneTimeResolution, .participation,
            .satisfaction, .returnVisits, .reviews, .rereviews:
            4
        }
    }
}
