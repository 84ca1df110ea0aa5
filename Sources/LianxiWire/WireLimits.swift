/// Every bound of the protocol, with what happens at it.
///
/// None of them loses a recorded fact.
///
/// `WireLimitsTests` holds them against each other. The page *Protocol* has the same table.
package enum WireLimits {
    // MARK: Frames

    /// Bytes of one ledger entry.
    ///
    /// The daemon never records a longer one; a longer frame is dropped.
    package static let entryBytes = 1...16_384
    /// Bytes of a checkpoint note in beats and replies: the log's own line, no witness's.
    ///
    /// A longer frame is dropped.
    package static let noteBytes = 4096
    /// Bytes a subscriber may send to a feed (`ZMQ_MAXMSGSIZE`).
    ///
    /// The library closes the connection.
    package static let feedInboundBytes = 1024
    /// Bytes of one frame sent to a desk (`ZMQ_MAXMSGSIZE`).
    ///
    /// The library closes the connection, so a client checks before it sends: the daemon cannot
    /// answer.
    package static let bodyBytes = 262_144
    /// Frames of a request: header and body.
    ///
    /// A message of another count is dropped.
    package static let requestFrames = 2
    /// Bytes of one frame sent to a client (`ZMQ_MAXMSGSIZE` of a client).
    ///
    /// Never reached by a daemon that keeps the other bounds.
    package static let clientInboundBytes = 1_048_576
    /// Bytes of all item frames of one reply.
    ///
    /// The daemon stops before the item that would pass it; the client asks for the rest. One item
    /// is always sent.
    package static let replyItemBytes = 204_800

    // MARK: Batches; more is refused as `too-many`, and nothing of it is done

    package static let acts = 256
    package static let receipts = 256
    package static let registrations = 100
    package static let dispatches = 100
    /// Items of one `sync` or `entries` reply; a higher `limit` is refused as `malformed`.
    package static let items = 500
    /// Rows of one `list` reply; a higher `limit` is refused as `malformed`.
    ///
    /// Clocks of one page of a calendar's preview.
    package static let rows = 500
    /// Rows of one page of looks; a higher `limit` is refused as `malformed`.
    package static let looks = 100
    /// Rows of each list of a report, and units in its ranking.
    ///
    /// The daemon gives the first and says how many there are.
    package static let statisticsRows = 100

    // MARK: Members; beyond is `malformed`, with the path of the member

    /// Bytes of an act's text.
    package static let actTextBytes = 1024
    /// Bytes of a signature in base64: key identifier (4) and Ed25519 signature (64).
    package static let signatureBytes = 68
    /// Characters of a cosignature in base64: key identifier (4), time (8) and signature (64).
    package static let cosignatureTextBytes = 104
    /// Bytes of a checkpoint with its witnesses' lines, in the answer to who asks for it.
    package static let witnessedNoteBytes = 20_480
    /// Bytes of one dossier item before sealing.
    package static let payloadBytes = 65_536
    /// Bytes of a dossier item's salt.
    package static let saltBytes = 32
    /// Dossier items of one piece, and fields named in one look.
    package static let fields = 16
    /// Bytes of a document's title, a paragraph or an annex's name.
    package static let paragraphBytes = 8192
    /// Paragraphs of a document, and its annexes.
    package static let paragraphs = 200
    /// Further words of a step.
    package static let marks = 32
    /// Recipients of one order.
    package static let recipients = 64
    /// CURVE keys of one party, and act keys of one party.
    package static let keys = 64
    /// Bytes of a verifier key.
    package static let verifierKeyBytes = 256
    /// Bytes of a party's or the conference's legal name.
    package static let nameBytes = 96
    /// Bytes of a piece's own number, and of a place.
    package static let labelBytes = 64
    /// Years of one calendar.
    package static let calendarYears = 50
    /// Dates off, and make-up days, of one year or of one local holiday.
    package static let holidayDates = 366
    /// Named holidays of one year, and local ones.
    package static let holidays = 100
    /// Bytes of the paper a calendar's year or a local holiday stands in.
    package static let sourceBytes = 96
    /// Bytes of an origin.
    package static let originBytes = 128
    /// Bytes of the name of a program or installation.
    package static let softwareBytes = 64
    /// Versions offered in a hello.
    package static let versions = 16
    /// Bytes of a refusal's message and of its path; the daemon cuts them.
    package static let messageBytes = 1024
    /// Bytes of a confirmation: its fixed lines and 256 entries.
    package static let confirmationBytes = 32_768
    /// Hashes of a proof: the height of a tree of 2^53 entries, twice.
    package static let proofHashes = 106

    /// Bytes of a title, of what was agreed, of reasons; minutes have as many as a dossier item.
    package static let meetingTextBytes = 4096

    // MARK: What is shown

    /// Meetings of one list, and texts of one meeting's minutes: the newest.
    package static let shownMeetings = 100

    /// Items of one look.
    ///
    /// More is refused as `too-many`: the asker names fewer fields.
    package static let openedItems = 256
    /// Bytes of all payloads of one look, before base64.
    ///
    /// More is refused as `too-large`.
    package static let openedBytes = 524_288
    // Of these the daemon gives the newest and leaves out the oldest.
    package static let shownPieces = 256
    package static let shownAssignments = 256
    package static let foundMatters = 256
    package static let candidates = 50
    package static let shownDocuments = 100
    package static let shownSuggestions = 500
    /// Feedbacks of one document.
    package static let shownFeedback = 64
    package static let shownClocks = 1024
    package static let shownSteps = 1024
    /// Running clocks of one assignment; there are never so many duties.
    package static let clocksOfAssignment = 32
    package static let shownEntries = 2048
    package static let shownParties = 2000
    /// Holes of the escalations in one answer.
    package static let shownHoles = 200
    /// Ends of a policy's chains, in one request.
    package static let chainEnds = 99
    /// Chains of a policy that end at nobody, in one answer.
    package static let shownFindings = 200
    /// Steps to come, in one answer.
    package static let shownForecast = 500
    /// Copies of the keys named when a dossier is destroyed, and the bytes of each one's place.
    package static let shownCopies = 100
    package static let placeBytes = 1024
    /// Appointments in one answer.
    package static let shownPosts = 2000
    /// Channels of a status: three of each party.
    package static let shownChannels = 6000

    // MARK: Queues

    /// Requests received and not yet answered, of all desks together.
    ///
    /// Beyond, the daemon stops reading its desks: they wait in the sockets' queues and at the
    /// sender.
    package static let openRequests = 4096
    /// Requests a client may leave unanswered at a time.
    ///
    /// A client waits; more may be answered `busy`.
    package static let openRequestsPerClient = 16
    /// Items a subscriber holds behind a gap.
    ///
    /// The highest are dropped and asked for later.
    package static let heldItems = 1024
    /// Messages queued for one subscriber (`ZMQ_SNDHWM` of a feed).
    ///
    /// The library drops; the subscriber sees the gap and asks.
    package static let feedQueue = 10_000
    /// Replies queued for one connection to the office's desk, whose programs ask for much at once.
    ///
    /// Those beyond are dropped; the client asks again under the same request identifier.
    package static let officeQueue = 1000
    /// Replies queued for one connection to any other desk; the rest as with ``officeQueue``.
    ///
    /// Who never reads what it asks for holds so many in the daemon's memory, each up to ``replyItemBytes``
    /// and its body.
    package static let deskQueue = 64
    /// Connections a unit may have open to its feed, and to its desk, at once, besides ``connectionsPerKey`` for each
    /// of its keys; one more is cut off after the handshake's time and may try again.
    package static let connectionsPerEndpoint = 12
    /// So many more for each CURVE key: a notifier, a witness and commands beside the agent of each installation.
    package static let connectionsPerKey = 4

    // MARK: Rosters and routes

    /// Rosters in one answer.
    package static let shownRosters = 64
    /// Overrides, swaps and hand-overs of a roster shown, each.
    package static let rosterChanges = 256
    /// Persons on one side of a hand-over.
    package static let personsOnDuty = 260
    /// Rules counted in one answer.
    package static let routeTallies = 1000

    // MARK: Time, in milliseconds unless named

    /// Between two beats.
    ///
    /// A daemon under load may be late by as much again.
    package static let beatMilliseconds = 1000
    /// Without any frame from the feed for so long, a subscriber asks at the desk, and connects anew
    /// when that fails too.
    package static let silenceMilliseconds = 30_000
    /// Between two askings for the same gap at least.
    package static let askMilliseconds = 250
    /// How long a client waits for a reply before it asks again under the same identifier.
    package static let replyMilliseconds = 10_000
    /// `ZMQ_HEARTBEAT_IVL` of a client; the daemon's is 0.
    package static let heartbeatMilliseconds = 10_000
    /// `ZMQ_HEARTBEAT_TIMEOUT` and `ZMQ_HEARTBEAT_TTL` of a client.
    ///
    /// The connection is closed.
    package static let heartbeatTimeoutMilliseconds = 30_000
    /// `ZMQ_RECONNECT_IVL` of a client.
    package static let reconnectMilliseconds = 1000
    /// `ZMQ_RECONNECT_IVL_MAX` of a client.
    package static let reconnectMaximumMilliseconds = 30_000
    /// A signer's clock may be so far off before its acts are marked skewed.
    package static let skewMilliseconds = 300_000
    /// How long a request identifier is remembered.
    ///
    /// A repeat after that is `request-too-old`.
    package static let requestDays = 30
}
