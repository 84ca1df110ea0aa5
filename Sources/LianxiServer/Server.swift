package import LianxiCore
package import LianxiLedger
package import LianxiWire
package import Logging

/// The drivers and secrets a door hands to the server.
package struct ServerParts: Sendable {
    package let storage: any LedgerStorage
    package let dossierKeys: any DossierKeyStorage
    /// `nil` where no papers are kept, as in the simulator; what is asked about them is refused.
    package let attachments: AttachmentStores?
    package let lock: any SignerLock
    /// Signs checkpoints; its name is the origin.
    package let logKey: any NoteSigner
    /// Signs checkpoints beside the log's key; `nil` where nothing else does.
    package let commercialKey: CommercialSigner?
    /// The SM3 tree's signer and store; `nil` where there is no such tree.
    package let shadow: ShadowParts?
    /// Signs confirmations; its name is `<origin>/confirmation`.
    package let confirmationKey: SigningKey
    package let clock: any ServerClock
    /// The system's generator; a seeded one in tests.
    package let generator: any RandomNumberGenerator & Sendable
    /// Where large batches of messages are read side by side; the simulator has one thread for all.
    package let readers: any TaskExecutor
    /// Asks the policy's witnesses that have an address; `nil` where none is asked.
    package let witnessCaller: (any WitnessCaller)?
    package let logger: Logger

    package init(
        storage: any LedgerStorage,
        dossierKeys: any DossierKeyStorage,
        attachments: AttachmentStores? = nil,
        lock: any SignerLock,
        logKey: any NoteSigner,
        commercialKey: CommercialSigner? = nil,
        shadow: ShadowParts? = nil,
        confirmationKey: SigningKey,
        clock: any ServerClock,
        generator: any RandomNumberGenerator & Sendable,
        readers: any TaskExecutor = globalConcurrentExecutor,
        witnessCaller: (any WitnessCaller)? = nil,
        logger: Logger
    ) {
        self.storage = storage
        self.dossierKeys = dossierKeys
        self.attachments = attachments
        self.lock = lock
        self.logKey = logKey
        self.commercialKey = commercialKey
        self.shadow = shadow
        self.confirmationKey = confirmationKey
        self.clock = clock
        self.generator = generator
        self.readers = readers
        self.witnessCaller = witnessCaller
        self.logger = logger
    }
}

/// What the server tells its door, which tells the service manager.
package struct ServerHooks: Sendable {
    /// Called on the engine loop each round, and at least every second while idle: progress.
    package let heartbeat: @Sendable () -> Void
    /// Called during replay with the entries read and the entries there are.
    package let replaying: @Sendable (UInt64, UInt64) -> Void
    /// Called once: all endpoints are open and the engine takes commands.
    package let ready: @Sendable () -> Void
    /// Called on the engine loop after each append, with what it holds then: for the simulator, which
    /// compares it with what the entries give.
    package let recorded: (@Sendable (borrowing Docket) -> Void)?
    /// Called when a witness says that it keeps what we never signed: evidence to lay down.
    package let found: @Sendable (WitnessClaim) -> Void

    package init(
        heartbeat: @escaping @Sendable () -> Void = {},
        replaying: @escaping @Sendable (UInt64, UInt64) -> Void = { _, _ in },
        ready: @escaping @Sendable () -> Void = {},
        recorded: (@Sendable (borrowing Docket) -> Void)? = nil,
        found: @escaping @Sendable (WitnessClaim) -> Void = { _ in }
    ) {
        self.heartbeat = heartbeat
        self.replaying = replaying
        self.ready = ready
        self.recorded = recorded
        self.found = found
    }
}

/// The daemon as a library: the engine and everything around it, in one group of tasks.
package struct Server: Sendable {
    private let configuration: ServerConfiguration
    private let parts: ServerParts
    private let transport: any ServerTransport
    private let hooks: ServerHooks
    private let stopping = Latest(false)

    package init(
        configuration: ServerConfiguration,
        parts: ServerParts,
        transport: any ServerTransport,
        hooks: ServerHooks = ServerHooks()
    ) {
        self.configuration = configuration
        self.parts = parts
        self.transport = transport
        self.hooks = hooks
    }

    /// Asks `run` to come to its end: what was taken in is still recorded and answered, what comes
    /// later is refused `stopping`, and a last checkpoint is signed.
    ///
    /// May be called at any time.
    package func stop() { stopping.set(true) }

    /// Starts, serves until stopped, and ends.
    ///
    /// Ends too when its task is cancelled, in the same order. The door closes the transport and
    /// the stores afterwards.
    ///
    /// - Throws: ``ServerError``: of kind `refused`, `clock` or `transport` when it does not start,
    ///   of kind `storage` when the outcome of an append or a signature is unknown. Then nothing
    ///   may be assumed; the process ends and the next start recovers from the store.
    package func run() async throws(ServerError) {
        let start = try await Start(configuration: configuration, parts: parts)
            .recover(progress: hooks.replaying)
        let works = Works(
            start,
            configuration: configuration,
            parts: parts,
            transport: transport,
            hooks: hooks,
            stopping: stopping
        )
        do {
            try await works.run()
        } catch let error as ServerError {
            throw error
        } catch {
            throw ServerError(.storage, "\(error)")
        }
    }
}
