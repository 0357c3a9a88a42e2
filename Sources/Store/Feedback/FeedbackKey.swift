import Foundation
import GRDB
import RapportCore

/// What a request with feedback is known by, so that it counts once, however often it is sent, and whatever happens to
/// the server meanwhile.
public struct FeedbackKey: Sendable {
    /// As it was sent.
    public var text: String
    /// Who sent it: keys of two who ask have nothing to do with each other.
    public var asker: String
    /// The request's body: what the key may be used for again.
    public var request: ContentHash

    /// A request that is sent again is sent soon.
    private static let keptNanoseconds: Int64 = 86_400 * 1_000_000_000
    private static let most = 100_000

    public init(text: String, asker: String, request: ContentHash) {
        (self.text, self.asker, self.request) = (text, asker, request)
    }

    /// Whether this request was kept before.
    ///
    /// - Throws: `StoreError.keyOfAnotherRequest`.
    func isKnown(_ db: Database) throws -> Bool {
        let row = try Row.fetchOne(
            db, sql: "SELECT request_hash FROM feedback_keys WHERE asker = ? AND idempotency_key = ?",
            arguments: [asker, text])
        guard let row else { return false }
        guard try (row.value(0) as Data) == request.blob else { throw StoreError.keyOfAnotherRequest }
        return true
    }

    /// - Complexity: O(1), now and then O(keys).
    func keep(at moment: Timestamp, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO feedback_keys (asker, idempotency_key, request_hash, given_at) VALUES (?, ?, ?, ?)",
            arguments: [asker, text, request.blob, moment.nanoseconds])
        try db.execute(
            sql: "DELETE FROM feedback_keys WHERE given_at < ?", arguments: [moment.nanoseconds - Self.keptNanoseconds])
        // Counting them each time would cost more than the few that are too many.
        guard request.bytes.first == 0 else { return }
        try db.execute(
            sql: """
                DELETE FROM feedback_keys WHERE given_at <
                    (SELECT given_at FROM feedback_keys ORDER BY given_at DESC LIMIT 1 OFFSET ?)
                """, arguments: [Self.most])
    }
}
