import GRDB
import GRDBSQLite
import LianxiCore
import LianxiLedger

/// A value on its way into a statement.
enum SQLValue {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    case digest(Digest32)
    case null

    /// A number of ours; all that is stored lies below 2^63, and a query's larger bound is cut there.
    static func number(_ value: UInt64) -> Self { .integer(Int64(clamping: value)) }

    /// A number that came from elsewhere and is to be kept: refused at 2^63 and above.
    static func stored(_ value: UInt64) throws(StorageError) -> Self {
        guard let number = Int64(exactly: value) else {
            throw StorageError(.refused, "\(value) is no number of an entry, item or epoch")
        }
        return .integer(number)
    }

    static func identifier<Tag>(_ id: HexIdentifier<Tag>) -> Self { .blob(bytes(of: id)) }
}

/// The 16 bytes of an identifier, big-endian.
func bytes<Tag>(of id: HexIdentifier<Tag>) -> [UInt8] {
    withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { Array($0) }
}

extension Statement {
    /// Binds `value`, which SQLite copies, to the parameter at `place`, from 1.
    func bind(_ value: SQLValue, at place: Int) throws {
        let code: CInt
        let at = CInt(place)
        switch value {
        case .integer(let number): code = sqlite3_bind_int64(sqliteStatement, at, number)
        case .text(var text):
            code = text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(
                        sqliteStatement,
                        at,
                        $0.baseAddress,
                        CInt($0.count),
                        transient
                    )
                }
            }
        case .blob(let bytes): code = bytes.withUnsafeBytes { bind($0, at: at) }
        case .digest(let digest):
            let words = digest.words
            code = withUnsafeBytes(
                of: (
                    words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
                )
            ) { bind($0, at: at) }
        case .null: code = sqlite3_bind_null(sqliteStatement, at)
        }
        if code != SQLITE_OK { throw trouble(code) }
    }

    private func bind(_ bytes: UnsafeRawBufferPointer, at place: CInt) -> CInt {
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(sqliteStatement, place, 0) }
        return sqlite3_bind_blob64(
            sqliteStatement,
            place,
            bytes.baseAddress,
            UInt64(bytes.count),
            transient
        )
    }

    /// Runs the statement with `values`, hands each row to `body`, and leaves it ready for the next run.
    func run(_ values: [SQLValue], row body: (SQLRow) throws -> Void = { _ in }) throws {
        defer {
            sqlite3_reset(sqliteStatement)
            sqlite3_clear_bindings(sqliteStatement)
        }
        for (place, value) in values.enumerated() { try bind(value, at: place + 1) }
        while true {
            switch sqlite3_step(sqliteStatement) {
            case SQLITE_ROW: try body(SQLRow(statement: sqliteStatement))
            case SQLITE_DONE: return
            case let code: throw trouble(code)
            }
        }
    }

    private func trouble(_ code: CInt) -> DatabaseError {
        let connection = sqlite3_db_handle(sqliteStatement)
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: sqlite3_errmsg(connection).map { String(cString: $0) } ?? "code \(code)",
            sql: sql
        )
    }
}

extension Database {
    /// Runs a statement kept prepared on this connection.
    func run(_ sql: String, _ values: SQLValue...) throws {
        try cachedStatement(sql: sql).run(values)
    }

    /// All rows of a query, each read by `body`.
    func rows<Value>(
        _ sql: String,
        _ values: [SQLValue] = [],
        _ body: (SQLRow) throws -> Value
    ) throws -> [Value] {
        var rows: [Value] = []
        try cachedStatement(sql: sql).run(values) { rows.append(try body($0)) }
        return rows
    }

    /// The first row of a query; `nil` when there is none.
    func first<Value>(
        _ sql: String,
        _ values: [SQLValue] = [],
        _ body: (SQLRow) throws -> Value
    ) throws -> Value? {
        try rows(sql, values, body).first
    }
}

/// The current row of a running statement, good only inside the call it is handed to.
///
/// Columns are counted from 0.
struct SQLRow {
    fileprivate let statement: SQLiteStatement

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, CInt(column)) }

    func text(_ column: Int) -> String {
        String(decoding: unsafe(column), as: UTF8.self)
    }

    func blob(_ column: Int) -> [UInt8] { Array(unsafe(column)) }

    /// A count, size or index.
    func number(_ column: Int) throws -> UInt64 {
        guard let number = UInt64(exactly: integer(column)) else { throw spoilt(column) }
        return number
    }

    func digest(_ column: Int) throws -> Digest32 {
        guard let digest = Digest32(unsafe(column)) else { throw spoilt(column) }
        return digest
    }

    func identifier<Tag>(_ column: Int) throws -> HexIdentifier<Tag> {
        let bytes = unsafe(column)
        guard bytes.count == 16 else { throw spoilt(column) }
        return HexIdentifier(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    /// A text that must be of the form `parse` accepts.
    func parsed<Value>(_ column: Int, _ parse: (String) -> Value?) throws -> Value {
        guard let value = parse(text(column)) else { throw spoilt(column) }
        return value
    }

    private func unsafe(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, CInt(column))
        let count = Int(sqlite3_column_bytes(statement, CInt(column)))
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    /// What we wrote cannot be what we read: the file is damaged or was edited.
    private func spoilt(_ column: Int) -> DatabaseError {
        let name = sqlite3_column_name(statement, CInt(column)).map { String(cString: $0) } ?? "?"
        return DatabaseError(
            resultCode: .SQLITE_CORRUPT,
            message: "column \(name) holds what was never written"
        )
    }
}

/// Tells SQLite to copy what is bound. (`SQLITE_TRANSIENT` is a macro that Swift cannot import.)
private var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
