import Foundation
import Glibc

/// A server that answers every request over TLS, written in Python, with certificates made by the openssl command.
struct TLSWitness {
    /// What its certificate is.
    enum Kind: String, Sendable {
        case good, otherName, expired, selfSigned
    }

    let port: Int
    /// The authority that vouches for all but the self-signed one.
    let authority: String
    private let process: pid_t
    private let folder: URL

    static var isPossible: Bool {
        ["/usr/bin/openssl", "/usr/bin/python3"]
            .allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    init(_ kind: Kind, version: String = "TLSv1_3") throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "tls-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        authority = folder.appending(path: "ca.pem").path
        try Data(Self.server.utf8).write(to: folder.appending(path: "server.py"))
        try Data(Self.certificates.utf8).write(to: folder.appending(path: "make.sh"))
        // The C library's own: Foundation's waits for programs that others start at the same moment.
        let lines = try Self.lines(
            of: """
                cd '\(folder.path)' && sh -e make.sh \(kind.rawValue) >/dev/null 2>&1 || exit 1
                python3 server.py \(version) >port 2>/dev/null </dev/null & process=$!
                until [ -s port ]; do sleep 0.05; done
                cat port; echo $process
                """
        )
        guard lines.count == 2 else { throw CocoaError(.fileReadUnknown) }
        port = lines[0]
        process = pid_t(lines[1])
    }

    func stop() {
        kill(process, SIGTERM)
        try? FileManager.default.removeItem(at: folder)
    }

    /// The numbers a shell's script prints, a line each.
    private static func lines(of script: String) throws -> [Int] {
        guard let output = popen(script, "r") else { throw CocoaError(.fileReadUnknown) }
        defer { pclose(output) }
        var buffer = [CChar](repeating: 0, count: 64)
        var lines: [Int] = []
        while fgets(&buffer, Int32(buffer.count), output) != nil {
            let end = buffer.firstIndex(of: 0) ?? buffer.count
            let line = String(decoding: buffer[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if let number = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) {
                lines.append(number)
            }
        }
        return lines
    }

    private static let certificates = """
        key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        openssl req -x509 $key -keyout ca.key -out ca.pem -days 2 -subj /CN=authority
        names=DNS:localhost,IP:127.0.0.1 days=2
        case $1 in
        otherName) names=DNS:other.example;;
        expired) days=-1;;
        esac
        echo "subjectAltName=$names" > names
        openssl req $key -keyout key.pem -out request -subj /CN=witness
        if [ $1 = selfSigned ]; then
            openssl req -x509 -key key.pem -out cert.pem -days 2 -subj /CN=localhost -addext subjectAltName=$names
        else
            openssl x509 -req -in request -CA ca.pem -CAkey ca.key -extfile names -days $days -out cert.pem
        fi
        """

    private static let server = """
        import os, socket, ssl, sys
        os.closerange(3, 1024)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("cert.pem", "key.pem")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = ssl.TLSVersion[sys.argv[1]]
        context.set_ciphers("ALL:@SECLEVEL=0")
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        while True:
            raw, _ = listener.accept()
            try:
                with context.wrap_socket(raw, server_side=True) as one:
                    said = b""
                    while b"\\r\\n\\r\\n" not in said:
                        said += one.recv(65536)
                    head, body = said.split(b"\\r\\n\\r\\n", 1)
                    length = int([l for l in head.split(b"\\r\\n") if l.startswith(b"Content-Length")][0].split()[1])
                    while len(body) < length:
                        body += one.recv(65536)
                    answer = b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body[::-1]
                    one.sendall(answer)
            except OSError:
                pass
        """
}
