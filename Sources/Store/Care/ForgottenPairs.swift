import Foundation
import GRDB
import RapportCore

/// Whom the store was told to forget, known by keyed hashes only.
struct ForgottenPairs {
    /// Hashes by the key under which they were made; nearly always one key.
    private var hashes: [PairHasher: Set<[UInt8]>] = [:]

    init(_ db: Database) throws {
        let cursor = try Row.fetchCursor(db, sql: "SELECT hash_key, pair_hash FROM forgotten")
        while let row = try cursor.next() {
            let key: Data = try row.value(0)
            let hash: Data = try row.value(1)
            hashes[PairHasher(key: Array(key)), default: []].insert(Array(hash))
        }
    }

    var isEmpty: Bool { hashes.isEmpty }

    /// - Complexity: O(keys).
    func contains(_ pair: PairID) -> Bool {
        hashes.contains { hasher, hashes in hashes.contains(hasher.hash(pair)) }
    }

    /// Keeps a pair's hash, under the key that is there or a new one.
    func insert(_ pair: PairID, at moment: Timestamp, _ db: Database) throws {
        let hasher = hashes.keys.first ?? PairHasher.withNewKey()
        try db.execute(
            sql: "INSERT INTO forgotten (hash_key, pair_hash, forgotten_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [Data(hasher.key), Data(hasher.hash(pair)), moment.nanoseconds])
    }
}
