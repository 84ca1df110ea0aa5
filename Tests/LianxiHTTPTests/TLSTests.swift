import Foundation
import LianxiSockets
import Testing

@testable import LianxiHTTP

@Suite(
    "A witness with an https address is asked over TLS, and believed only under its authority",
    .serialized,
    .enabled("needs libssl.so.3, the openssl command and python3") {
        (try? Authorities()) != nil && TLSWitness.isPossible
    },
    .timeLimit(.minutes(5))
)
struct TLSTests {
    private func asked(
        _ witness: TLSWitness,
        as host: String = "localhost",
        _ body: [UInt8] = [1, 2, 3],
        believing file: String?
    ) async throws -> [UInt8] {
        let caller = HTTPWitnessCaller(
            milliseconds: 20_000,
            authorities: try Authorities(file: file)
        )
        return try await caller.post(body, to: "https://\(host):\(witness.port)/add-checkpoint")
            .body
    }

    @Test(
        "By name and by address, in TLS 1.3 and 1.2, short and long",
        arguments: [("localhost", "TLSv1_3"), ("127.0.0.1", "TLSv1_2")]
    )
    func good(host: String, version: String) async throws {
        let witness = try TLSWitness(.good, version: version)
        defer { witness.stop() }
        for body in [[1, 2, 3], Array(repeating: 7, count: 50_000) + [8]] as [[UInt8]] {
            let answer = try await asked(witness, as: host, body, believing: witness.authority)
            #expect(answer == body.reversed())
        }
    }

    @Test(
        "Under another name, past its time, signed by itself or under nobody known it is not believed",
        arguments: [
            (TLSWitness.Kind.otherName, "mismatch"), (.expired, "expired"), (.selfSigned, "self"),
        ]
    )
    func bad(kind: TLSWitness.Kind, why: String) async throws {
        let witness = try TLSWitness(kind)
        defer { witness.stop() }
        await #expect {
            try await asked(witness, believing: witness.authority)
        } throws: { error in
            guard case TLSTrouble.certificate(let said) = error else { return false }
            return said.contains(why)
        }
    }

    @Test("An authority that the machine alone does not know is not believed without its file")
    func unknown() async throws {
        let witness = try TLSWitness(.good)
        defer { witness.stop() }
        await #expect {
            try await asked(witness, believing: nil)
        } throws: { error in
            if case TLSTrouble.certificate = error { true } else { false }
        }
    }

    @Test("An older TLS, a server without any, and one that says nothing are told apart")
    func noTLS() async throws {
        let old = try TLSWitness(.good, version: "TLSv1_1")
        defer { old.stop() }
        await #expect {
            try await asked(old, believing: old.authority)
        } throws: { error in
            if case TLSTrouble.handshake = error { true } else { false }
        }
        // No authorities, no TLS; and no file, no authorities.
        await #expect(throws: TLSTrouble.library) {
            try await HTTPWitnessCaller().post([1], to: "https://127.0.0.1:\(old.port)/")
        }
        #expect(throws: TLSTrouble.authorities("/nowhere.pem")) {
            try Authorities(file: "/nowhere.pem")
        }
        #expect(throws: TLSTrouble.authorities(#filePath)) { try Authorities(file: #filePath) }
    }
}
