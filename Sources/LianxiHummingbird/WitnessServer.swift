import Hummingbird
package import LianxiClient
import LianxiLedger
package import Logging
import NIOCore

/// Lets logs reach a witness over HTTP (C2SP tlog-witness).
package struct WitnessServer: Sendable {
    private let desk: WitnessDesk
    private let host: String
    private let port: Int
    private let logger: Logger

    /// - Parameters:
    ///   - desk: Answers.
    ///   - host: The address it listens at, in digits.
    ///   - port: 0 for any that is free.
    ///   - logger: Told of each answer.
    package init(desk: WitnessDesk, host: String, port: Int, logger: Logger) {
        self.desk = desk
        self.host = host
        self.port = port
        self.logger = logger
    }

    /// Serves until the task is cancelled or the process is told to stop (SIGTERM, SIGINT).
    ///
    /// - Parameter isListening: Told the port once it listens.
    /// - Throws: When it cannot listen.
    package func run(isListening: @escaping @Sendable (Int) -> Void) async throws {
        let router = Router()
        router.post("add-checkpoint") { [desk, logger] request, _ in
            var request = request
            let buffer = try await request.collectBody(upTo: AddCheckpoint.mostBytes)
            let answer = await desk.add(Array(buffer.readableBytesView))
            logger.info("add-checkpoint", metadata: ["status": "\(answer.status)"])
            return Response(
                status: .init(code: answer.status),
                headers: [.contentType: answer.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
            )
        }
        let application = Application(
            router: router,
            configuration: .init(
                address: .hostname(host, port: port),
                serverName: "lianxi-agent"
            ),
            onServerRunning: { channel in isListening(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        try await application.runService()
    }
}
