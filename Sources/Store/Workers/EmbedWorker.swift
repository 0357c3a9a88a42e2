import Foundation
import GRDB
import RapportCore
import Synchronization

/// One of the processes that embed a store, with the texts that it has taken and nobody else embeds meanwhile.
///
/// Its lease is a row, which it renews while it lives. Others take its texts over once the lease has run out, or at
/// once where its process is gone. Everything that it stores is stored in a transaction that looks for the row, so a
/// worker that was stopped for longer than its lease writes nothing of what somebody else has taken.
public final class EmbedWorker: Sendable {
    /// What to do about a text.
    public enum Turn: Sendable {
        /// It is this worker's to embed.
        case own
        /// Its vector is there.
        case stored
        /// Another worker embeds it.
        case others
    }

    /// A lease, as its row names it.
    struct Lease: Sendable {
        let id: Int64
        let token: Data
        /// Tells others that the process lives.
        let sign: WorkerSign
    }

    private let store: RapportStore
    private let generation: Generation
    private let leaseMilliseconds: Int64
    private let state = Mutex((lease: Lease?.none, takenOver: 0))

    /// - Parameter leaseSeconds: after which others take its texts over, unless it renews.
    public init(in store: RapportStore, generation: Generation, leaseSeconds: Double) {
        self.store = store
        self.generation = generation
        leaseMilliseconds = Int64(leaseSeconds * 1_000)
    }

    /// The lease, where it has one; somebody may have ended it since.
    var lease: Lease? { state.withLock { $0.lease } }

    /// Texts that other workers had taken and did not come to store.
    public var takenOver: Int { state.withLock { $0.takenOver } }

    /// Takes texts that nobody embeds, and takes over those of workers that are gone, in one transaction.
    ///
    /// - Returns: the turn of each text, in order; of texts that are equal each says the same.
    /// - Complexity: O(texts · log records + workers).
    /// - Throws: `StoreError`, `CareError.fileOperation`.
    public func take(_ hashes: [ContentHash]) throws -> [Turn] {
        let taken = try store.writing("taking texts to embed") { db in
            let takenOver = try endOthers(db)
            let lease = try renewed(db) ?? begun(db)
            let stored = try db.cachedStatement(
                sql: "SELECT 1 FROM embeddings WHERE generation_id = ? AND content_hash = ?")
            let claim = try db.cachedStatement(
                sql: """
                    INSERT INTO embed_claims (generation_id, content_hash, worker_id) VALUES (?, ?, ?)
                    ON CONFLICT DO UPDATE SET worker_id = worker_id WHERE worker_id = excluded.worker_id
                    """)
            let turns = try hashes.map { hash -> Turn in
                if try Int.fetchOne(stored, arguments: [generation.id, hash.blob]) != nil { return .stored }
                try claim.execute(arguments: [generation.id, hash.blob, lease.id])
                return db.changesCount > 0 ? .own : .others
            }
            return (turns: turns, lease: lease, takenOver: takenOver)
        }
        state.withLock { state in
            state.lease = taken.lease
            state.takenOver += taken.takenOver
        }
        return taken.turns
    }

    /// Whether one of the texts need not be waited for any more: it is stored, or its worker is gone.
    public func isAnyFree(of hashes: some Collection<ContentHash>) throws -> Bool {
        try store.reading("looking at other workers") { db in
            let gone = Set(try gone(db))
            let worker = try db.cachedStatement(
                sql: "SELECT worker_id FROM embed_claims WHERE generation_id = ? AND content_hash = ?")
            return try hashes.contains { hash in
                try Int64.fetchOne(worker, arguments: [generation.id, hash.blob]).map(gone.contains) ?? true
            }
        }
    }

    /// Moves the end of the lease on.
    ///
    /// - Throws: `StoreError`.
    public func renew() throws {
        guard let lease else { return }
        try store.writing("renewing the lease of a worker") { db in _ = try renew(lease, db) }
    }

    /// Gives up what it has taken, others see at once that it is free, and ends the leases of those that are gone: it may
    /// be the last that looks, and one that found all stored has none of its own.
    ///
    /// - Throws: `StoreError`.
    public func end() throws {
        let lease = state.withLock { state in
            defer { state.lease = nil }
            return state.lease
        }
        try store.writing("ending the lease of a worker") { db in
            if let lease {
                try db.execute(
                    sql: "DELETE FROM embed_workers WHERE worker_id = ? AND token = ?",
                    arguments: [lease.id, lease.token])
            }
            _ = try endOthers(db)
        }
    }

    // MARK: - In the caller's transaction

    /// Whether the lease still holds.
    func isValid(_ db: Database) throws -> Bool {
        guard let lease else { return false }
        return try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM embed_workers WHERE worker_id = ? AND token = ?)"),
            arguments: [lease.id, lease.token]) ?? false
    }

    /// Lets the texts go that it has taken, since they are stored now.
    func release(_ db: Database) throws {
        guard let lease else { return }
        try db.execute(sql: "DELETE FROM embed_claims WHERE worker_id = ?", arguments: [lease.id])
    }

    /// Ends the leases of workers that are gone.
    ///
    /// - Returns: the texts that they had taken.
    private func endOthers(_ db: Database) throws -> Int {
        var texts = 0
        for id in try gone(db) {
            texts +=
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM embed_claims WHERE worker_id = ?", arguments: [id]) ?? 0
            try db.execute(sql: "DELETE FROM embed_workers WHERE worker_id = ?", arguments: [id])
        }
        return texts
    }

    /// Other workers whose lease has run out or whose process has ended.
    private func gone(_ db: Database) throws -> [Int64] {
        let own = lease
        let rows = try Row.fetchAll(
            db, sql: "SELECT worker_id, token, expires_at < \(Self.nowSQL) AS is_over FROM embed_workers")
        return try rows.compactMap { row in
            let id: Int64 = try row.value("worker_id")
            let token: Data = try row.value("token")
            if id == own?.id, token == own?.token { return nil }
            let isOver: Bool = try row.value("is_over")
            return try isOver || !WorkerSign.isSeen(of: id, in: store) ? id : nil
        }
    }

    /// The lease, where it still holds, for a while longer.
    private func renewed(_ db: Database) throws -> Lease? {
        guard let lease, try renew(lease, db) else { return nil }
        return lease
    }

    private func renew(_ lease: Lease, _ db: Database) throws -> Bool {
        try db.execute(
            sql: "UPDATE embed_workers SET expires_at = \(Self.nowSQL) + ? WHERE worker_id = ? AND token = ?",
            arguments: [leaseMilliseconds, lease.id, lease.token])
        return db.changesCount > 0
    }

    private func begun(_ db: Database) throws -> Lease {
        while true {
            try db.execute(
                sql: "INSERT INTO embed_workers (token, expires_at) VALUES (randomblob(16), \(Self.nowSQL) + ?)",
                arguments: [leaseMilliseconds])
            let id = db.lastInsertedRowID
            // Who is ending just now, or worked here before the store was restored, may still show the number.
            if try WorkerSign.isSeen(of: id, in: store) {
                try db.execute(sql: "DELETE FROM embed_workers WHERE worker_id = ?", arguments: [id])
                continue
            }
            let token = try Data.fetchOne(
                db, sql: "SELECT token FROM embed_workers WHERE worker_id = ?", arguments: [id])
            // Before anybody else can see the row.
            return Lease(id: id, token: token ?? Data(), sign: try WorkerSign(of: id, in: store))
        }
    }

    /// Milliseconds since 1970, by the clock of the machine that the store is on.
    private static let nowSQL = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
}
