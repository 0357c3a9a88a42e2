import Foundation
import GRDB
import RapportCore

/// Tokens and the audit: `access.sqlite` in the store's folder, apart from the store itself.
///
/// A backup does not hold it and a restore does not touch it: neither may bring a revoked token back.
public final class AccessStore: Sendable {
    let database: DatabasePool
    private let path: String
    private static let fileName = "access.sqlite"

    /// Opens it, or makes it for the system's user alone.
    ///
    /// - Throws: `StoreError`.
    public init(folder: String) throws {
        path = "\(folder)/\(Self.fileName)"
        // Made where it is not there. Never emptied, since another process may be making it too; and not opened where it is
        // there, since closing it would end the locks that this process has on it.
        let file = Foundation.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
            // The audit is in the file when a process dies; for a power cut its last moments are not worth a sync each.
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        do { database = try Self.open(path, configuration) } catch let error as StoreError { throw error } catch {
            throw StoreError.notAStore(path: path, reason: "\(error)")
        }
    }

    private static func open(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            do {
                let database = try DatabasePool(path: path, configuration: configuration)
                try database.write { db in try Self.prepare(db) }
                return database
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline
            {
                // Who turns a new file to WAL while another does is told so at once, whatever the timeout.
                usleep(10_000)
            }
        }
    }

    /// As `init`, where there is one already; nil where nobody has any token and nothing was noted.
    public static func existing(folder: String) throws -> AccessStore? {
        FileManager.default.fileExists(atPath: "\(folder)/\(fileName)") ? try AccessStore(folder: folder) : nil
    }

    private static func prepare(_ db: Database) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= AccessSchema.version else {
            throw StoreError.newerSchema(path: fileName, found: found, supported: AccessSchema.version)
        }
        guard found < AccessSchema.version else { return }
        if found == 0 {
            try db.execute(sql: AccessSchema.sql)
        } else {
            for version in found + 1...AccessSchema.version {
                if let change = AccessSchema.changes[version] { try db.execute(sql: change) }
            }
        }
        try db.execute(sql: "PRAGMA user_version = \(AccessSchema.version)")
    }

    func wrapping<Value>(_ operation: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as StoreError { throw error } catch let error as DatabaseError {
            throw StoreError.sqlite(operation: operation, reason: error.message ?? "SQLite error \(error.resultCode)")
        } catch is RowDecodingError {
            throw StoreError.wrongType(operation)
        }
    }

    // MARK: - Tokens

    /// A new token, and its secret, which nobody can show again.
    ///
    /// - Parameter models: Nil for all.
    public func makeToken(
        name: String, role: AccessRole, models: [String]?, expiresAt: Timestamp, now: Timestamp
    ) throws -> (token: AccessToken, secret: AccessSecret) {
        let secret = AccessSecret.random()
        let list = try models.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let token = try wrapping("making a token") {
            try database.write { db in
                try Row.fetchOne(
                    db,
                    sql: """
                        INSERT INTO tokens (lookup, token_hash, name, role, models, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *
                        """,
                    arguments: [
                        secret.lookup, Data(secret.hash), name, role.rawValue, list, now.nanoseconds,
                        expiresAt.nanoseconds,
                    ]
                ).map(AccessToken.init)
            }
        }
        guard let token else { throw StoreError.sqlite(operation: "making a token", reason: "it is not there") }
        try wrapping("making a token") { try synchronise() }
        return (token, secret)
    }

    /// All tokens, those that are revoked or expired too, by number.
    public func tokens() throws -> [AccessToken] {
        try wrapping("reading tokens") {
            try database.read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM tokens ORDER BY token_id").map(AccessToken.init)
            }
        }
    }

    /// Whether there is any, valid or not.
    public func hasTokens() throws -> Bool {
        try wrapping("looking for tokens") {
            try database.read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM tokens)") ?? false }
        }
    }

    /// The token of a secret, valid now; nil where there is none.
    ///
    /// - Complexity: one row.
    public func token(of secret: AccessSecret, at now: Timestamp) throws -> AccessToken? {
        let token = try wrapping("reading a token") {
            try database.read { db -> AccessToken? in
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM tokens WHERE lookup = ?", arguments: [secret.lookup])
                guard let row, let hash: Data = try row.value("token_hash"), secret.matches(Array(hash)) else {
                    return nil
                }
                return try AccessToken(row: row)
            }
        }
        return token.flatMap { $0.isValid(at: now) ? $0 : nil }
    }

    /// The token of a number, valid now; nil where there is none.
    public func token(_ id: Int64, at now: Timestamp) throws -> AccessToken? {
        let token = try wrapping("reading a token") {
            try database.read { db in
                try Row.fetchOne(db, sql: "SELECT * FROM tokens WHERE token_id = ?", arguments: [id])
                    .map(AccessToken.init)
            }
        }
        return token.flatMap { $0.isValid(at: now) ? $0 : nil }
    }

    /// Revokes a token: the next request that brings it is refused.
    ///
    /// - Returns: false where there is no such token.
    public func revoke(_ id: Int64, at now: Timestamp) throws -> Bool {
        try wrapping("revoking a token") {
            defer { try? synchronise() }
            return try database.write { db in
                try db.execute(
                    sql: "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE token_id = ?",
                    arguments: [now.nanoseconds, id])
                return db.changesCount > 0
            }
        }
    }

    /// Puts what was written on the disk, for a power cut.
    private func synchronise() throws {
        try database.writeWithoutTransaction { db in _ = try db.checkpoint(.passive) }
    }
}

extension AccessToken {
    static func models(fromJSON text: String) -> [String]? {
        try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
}

extension AccessStore {
    /// Runs SQL that no program of ours would run: damage.
    package func executeForTests(_ sql: String) throws {
        try database.write { db in try db.execute(sql: sql) }
    }
}
