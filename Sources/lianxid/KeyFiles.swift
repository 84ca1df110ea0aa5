import Crypto
import Foundation
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiTokens
import LianxiZeroMQ

/// Secrets of an installation: one per file, lower-case hex or Z85, mode 0600.
struct KeyFiles {
    let folder: URL

    /// Reads a 32-byte seed written as 64 hexadecimal digits.
    ///
    /// A credential of the service manager with the same name goes before the file.
    func seed(_ name: String) throws -> [UInt8] {
        let text = try text(name)
        guard let bytes = hexBytes(text), bytes.count == 32 else {
            throw KeyTrouble(
                "\(place(name))：应为 64 个十六进制字符",
                "\(place(name)): expected 64 hexadecimal digits"
            )
        }
        return bytes
    }

    /// Reads the log's key, or where its token is; no token is asked yet.
    func logKey(origin: String) throws -> any NoteSigner {
        let text = try text("log.key")
        do throws(KeyTextMistake) {
            return try KeyText.signer(text, name: origin)
        } catch {
            throw KeyTrouble(place("log.key"), error.sentence)
        }
    }

    /// Reads a CURVE secret key.
    func curve(_ name: String) throws -> CurveKeys {
        let text = try text(name)
        do {
            return try CurveKeys(secretKey: text)
        } catch {
            throw KeyTrouble(
                "\(place(name))：应为 Z85 格式的 CURVE 密钥（\(error)）",
                "\(place(name)): expected a CURVE key in Z85: \(error)"
            )
        }
    }

    /// Reads a secret as text, without the newline at its end.
    func text(_ name: String) throws -> String {
        do throws(FileTrouble) {
            let bytes = try Files.read(place(name), most: KeyText.mostBytes)
            return String(decoding: bytes, as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw KeyTrouble(
                "\(error.path)：无法读取（\(error.reason(in: .zh))）；该文件由 lianxid init 生成",
                "\(error.path): cannot be read (\(error.reason)); `lianxid init` makes it"
            )
        }
    }

    /// Writes a new secret; never over an old one.
    func write(_ text: String, as name: String) throws {
        let file = folder.appending(path: name).path
        try Files.makeFolder(Files.parent(of: file), mode: 0o700)
        guard !Files.exists(file) else {
            throw KeyTrouble("\(file)：已存在，未作改动", "\(file): exists already and is left as it is")
        }
        try Files.writeNew("\(text)\n".utf8, to: file, mode: 0o600)
    }

    /// Draws a new seed and writes it.
    func writeNewSeed(as name: String) throws -> [UInt8] {
        let seed = Curve25519.Signing.PrivateKey().rawRepresentation
        try write(hexText(seed), as: name)
        return Array(seed)
    }

    /// Where the secret of that name is read.
    func place(_ name: String) -> String {
        if let credentials = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] {
            let file = "\(credentials)/\(name)"
            if FileManager.default.fileExists(atPath: file) { return file }
        }
        return folder.appending(path: name).path
    }
}
