import Foundation
import Testing

/// The installation that an older build left, unpacked into a conference of its own.
struct OldInstallation {
    let conference: Conference

    /// Where each kind of file lies, below the conference's folder.
    static let stores = [
        "ledger": "data/ledger/main.db", "keys": "data/dossier/keys.db",
        "lock": "data/signer/lock.db", "inbox": "housing/inbox.db",
    ]

    /// The ports stand in its ledger and with its unit; they lie below those that other tests draw.
    init() throws {
        conference = try Conference(changes: [
            "listen": "\n  address: 127.0.0.1\n  ports: 11840-11855"
        ])
        try unpack("ledger2-keys3-lock1-inbox2")
        // A start makes its sockets' files in there; init made it, and it is empty in between.
        try FileManager.default.createDirectory(
            at: conference.data.appending(path: "run"),
            withIntermediateDirectories: true
        )
    }

    /// Unpacks one archive of `Old` into the conference's folder.
    func unpack(_ name: String) throws {
        let archive = Programs.checkout.appending(path: "Tests/EndToEndTests/Old/\(name).tar.gz")
        let done = try run(
            "/usr/bin/env",
            ["tar", "xzf", archive.path, "-C", conference.folder.path]
        )
        try #require(done.code == 0, "\(done.errors)")
    }

    func path(_ store: String) -> String {
        conference.folder.appending(path: Self.stores[store] ?? "").path
    }

    /// The version of each file of an installation, by its header.
    static func versions(in folder: URL) throws -> [String: Int] {
        try stores.mapValues { place in
            let bytes = try Data(contentsOf: folder.appending(path: place))
            return bytes.dropFirst(60).prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
    }

    /// What each file of an installation consists of: its version, and how its tables, indexes and triggers were made.
    static func forms(in folder: URL) throws -> [String: String] {
        try stores.mapValues { place in
            let program =
                "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
                + "print(db.execute('PRAGMA user_version').fetchone())\n"
                + "for r in db.execute('SELECT name, sql FROM sqlite_master ORDER BY name'): print(r)"
            return try python(program, folder.appending(path: place).path)
        }
    }

    /// The ledger's entries, read by Python's own SQLite.
    func entries() throws -> [String] {
        let program =
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
            + "for (e,) in db.execute('SELECT entry FROM leaf ORDER BY idx'): print(e.decode())"
        return try Self.python(program, path("ledger")).split(separator: "\n").map(String.init)
    }

    /// What a program in Python prints that is given the file.
    @discardableResult
    static func python(_ program: String, _ file: String) throws -> String {
        let done = try run("/usr/bin/env", ["python3", "-c", program, file])
        try #require(done.code == 0, "\(done.errors)")
        return done.output
    }
}
