import Foundation
import GRDB
import RapportCore

/// What a language model made of a text of a report.
public struct StoredWording: Sendable {
    /// Of the text, the prompt's version and the model.
    public var contentHash: ContentHash
    /// What the model answered; empty where it left the text out.
    public var wording: String

    public init(contentHash: ContentHash, wording: String) {
        self.contentHash = contentHash
        self.wording = wording
    }
}

extension RapportStore {
    /// What is known of `hashes`; the others are left out.
    ///
    /// - Complexity: O(hashes).
    public func wordings(of hashes: [ContentHash]) throws -> [ContentHash: String] {
        try reading("reading the wordings of reports") { db in
            let statement = try db.cachedStatement(sql: "SELECT wording FROM wordings WHERE content_hash = ?")
            var wordings: [ContentHash: String] = [:]
            for hash in hashes {
                wordings[hash] = try StoredText.fetchOne(statement, arguments: [hash.blob])?.string
            }
            return wordings
        }
    }

    /// How many pairs were forgotten so far: what a wording must not be older than, see `save(_:maker:forgotten:at:)`.
    public func forgottenCount() throws -> Int {
        try reading("reading how many pairs are forgotten") { db in try Self.forgottenCount(db) }
    }

    /// Keeps wordings, unless a pair was forgotten since `forgotten` was counted: what was asked may hold its words.
    ///
    /// - Complexity: O(wordings).
    public func save(_ wordings: [StoredWording], maker: String, forgotten: Int, at moment: Timestamp) throws {
        try writing("storing the wordings of a report") { db in
            guard try Self.forgottenCount(db) == forgotten else { return }
            for wording in wordings {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO wordings (content_hash, maker, wording, made_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET wording = excluded.wording, made_at = excluded.made_at
                        """
                ).execute(
                    arguments: [
                        wording.contentHash.blob, maker, StoredText(wording.wording), moment.nanoseconds,
                    ])
            }
        }
    }

    private static func forgottenCount(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM forgotten") ?? 0
    }
}
